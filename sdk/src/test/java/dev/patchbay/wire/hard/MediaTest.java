package dev.patchbay.wire.hard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.UntranslatableException;
import dev.patchbay.wire.hard.Hop.Sent;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Images and documents. */
final class MediaTest {
  private static final String PNG = "iVBORw0KGgoAAAANSUhEUg==";
  private static final String PDF = "JVBERi0xLjcK";

  private static ChatRequest image(String url) {
    return Hop.CHAT.request(
        "{'model':'m','messages':[{'role':'user','content':[{'type':'image_url','image_url':"
            + "{'url':'"
            + url
            + "'}}]}]}");
  }

  private static ChatRequest document(String source) {
    return Hop.ANTHROPIC.request(
        "{'model':'m','max_tokens':9,'messages':[{'role':'user','content':[{'type':'document',"
            + "'title':'Report.pdf','source':"
            + source
            + "},{'type':'text','text':'Read'}]}]}");
  }

  private static ChatRequest pdf() {
    return document("{'type':'base64','media_type':'application/pdf','data':'" + PDF + "'}");
  }

  private static UntranslatableException refused(Hop target, ChatRequest request, Quirk... quirks) {
    return assertThrows(
        UntranslatableException.class, () -> target.sent(request, quirks), target.name());
  }

  @ParameterizedTest
  @HardCase(45)
  @CsvSource({
    "image/jpeg, iVBORw0KGgoAAAANSUhEUg==, image/png",
    "image/png, /9j/4AAQSkZJRg==, image/jpeg",
    "image/png, R0lGODlhAQABAIAAAP==, image/gif",
    "image/png, UklGRiQAAABXRUJQVlA4IBgAAAAwAQCd, image/webp",
    "image/jpg, AAAA, image/jpeg"
  })
  void theBytesOfAnImageSayItsType(String said, String bytes, String type) {
    ChatRequest request = image("data:" + said + ";base64," + bytes);

    assertEquals(
        type, Hop.ANTHROPIC.sent(request).at("messages", 0, "content", 0, "source", "media_type"));
    assertEquals(
        type, Hop.GEMINI.sent(request).at("contents", 0, "parts", 0, "inlineData", "mimeType"));
  }

  @ParameterizedTest
  @HardCase(45)
  @CsvSource({
    "'data:image/png;charset=utf-8;base64,'",
    "'data:image/png;name=a.png;base64,'",
    "'data:IMAGE/PNG;base64,'"
  })
  void aDataUrlMayHaveParameters(String head) {
    Sent sent = Hop.ANTHROPIC.sent(image(head + PNG));

    assertEquals("image/png", sent.at("messages", 0, "content", 0, "source", "media_type"));
    assertEquals(PNG, sent.at("messages", 0, "content", 0, "source", "data"));
  }

  @Test
  @HardCase(45)
  void anImageOverFiveMegabytesIsRefusedToAnthropicByName() {
    ChatRequest request = image("data:image/png;base64," + PNG + "A".repeat(5 << 20));
    UntranslatableException refused = refused(Hop.ANTHROPIC, request);

    assertEquals("image-size", refused.feature());
    assertTrue(refused.getMessage().contains("make it smaller"));
    assertTrue(Hop.GEMINI.sent(request).json().length() > 5 << 20);
  }

  @Test
  @HardCase(45)
  void anImageOfATypeThatOnlyGeminiTakesIsRefusedToAnthropicByName() {
    ChatRequest request = image("data:image/heic;base64,AAAAGGZ0eXBoZWlj");

    assertEquals("image-type", refused(Hop.ANTHROPIC, request).feature());
    assertEquals(
        "image/heic",
        Hop.GEMINI.sent(request).at("contents", 0, "parts", 0, "inlineData", "mimeType"));
  }

  @Test
  @HardCase(46)
  void aDocumentIsSentInEachProtocolsForm() {
    Sent chat = Hop.CHAT.sent(pdf());
    Sent responses = Hop.RESPONSES.sent(pdf());
    Sent gemini = Hop.GEMINI.sent(pdf());

    assertEquals("Report.pdf", chat.at("messages", 0, "content", 0, "file", "filename"));
    assertEquals(
        "data:application/pdf;base64," + PDF,
        chat.at("messages", 0, "content", 0, "file", "file_data"));
    assertEquals("Report.pdf", responses.at("input", 0, "content", 0, "filename"));
    assertEquals("application/pdf", gemini.at("contents", 0, "parts", 0, "inlineData", "mimeType"));
  }

  @ParameterizedTest
  @HardCase(46)
  @EnumSource
  void aDocumentIsRefusedByNameToAModelThatReadsNone(Hop target) {
    TargetProfile blind =
        new TargetProfile(
            Hop.MODEL, target.issuer(), Set.of(), Set.of(Capability.VISION), null, null);
    UntranslatableException refused =
        assertThrows(UntranslatableException.class, () -> target.sent(pdf(), blind));

    assertEquals("pdf", refused.feature());
    assertTrue(refused.getMessage().contains("send its text"));
  }

  @ParameterizedTest
  @HardCase(46)
  @EnumSource
  void aDocumentOfPlainTextIsReadByEveryModel(Hop target) {
    TargetProfile blind =
        new TargetProfile(
            Hop.MODEL, target.issuer(), Set.of(), Set.of(Capability.TOOLS), null, null);
    ChatRequest request =
        document("{'type':'text','media_type':'text/plain','data':'Once upon a time'}");

    assertTrue(target.sent(request, blind).json().contains("Once upon a time"));
  }

  @Test
  @HardCase(46)
  void aDocumentAtAnAddressIsRefusedByNameInChat() {
    ChatRequest request = document("{'type':'url','url':'https://example.com/a.pdf'}");

    assertEquals("document-url", refused(Hop.CHAT, request).feature());
    assertEquals(
        "https://example.com/a.pdf",
        Hop.GEMINI.sent(request).at("contents", 0, "parts", 0, "fileData", "fileUri"));
  }

  @ParameterizedTest
  @HardCase(47)
  @EnumSource
  void anImageAtAnAddressIsRefusedByNameToHostsThatFetchNothing(Hop target) {
    ChatRequest request = image("https://example.com/a.png");

    UntranslatableException refused = refused(target, request, Quirk.NO_URL_MEDIA);
    assertEquals("media-url", refused.feature());
    assertTrue(refused.getMessage().contains("send the bytes"));
    assertTrue(target.sent(request).json().contains("https://example.com/a.png"));
  }

  @ParameterizedTest
  @HardCase(47)
  @EnumSource
  void anImageInADataUrlIsFetchedByNobody(Hop target) {
    ChatRequest request = image("data:image/png;base64," + PNG);

    assertTrue(target.sent(request, Quirk.NO_URL_MEDIA).json().contains(PNG));
  }
}
