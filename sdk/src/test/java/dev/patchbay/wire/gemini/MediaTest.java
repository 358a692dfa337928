package dev.patchbay.wire.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.UntranslatableException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTest {
  private static final String PNG = "iVBORw0KGgoAAAANSUhEUg==";

  @Test
  void keepsImagesDocumentsAndSoundsAsTheyWere() {
    String json =
        "{'contents':[{'role':'user','parts':["
            + "{'inlineData':{'mimeType':'image/png','data':'"
            + PNG
            + "'},'mediaResolution':{'level':'LOW'}},"
            + "{'fileData':{'mimeType':'application/pdf','fileUri':'gs://bucket/a.pdf'}},"
            + "{'inlineData':{'mimeType':'audio/wav','data':'AAAA'}},"
            + "{'fileData':{'mimeType':'video/mp4','fileUri':'https://youtu.be/x'}}]}],"
            + "'generationConfig':{}}";
    ChatRequest request = Wire.decode(json);
    List<Part> parts = request.messages().get(0).parts();
    assertInstanceOf(Part.Image.class, parts.get(0));
    assertInstanceOf(Part.Document.class, parts.get(1));
    assertInstanceOf(Part.Audio.class, parts.get(2));
    assertInstanceOf(Part.Unknown.class, parts.get(3));
    Wire.assertSame(json, Wire.encode(request).body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data:image/jpeg;charset=utf-8;base64," + PNG,
        "DATA:IMAGE/JPG;BASE64," + PNG,
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUg%3D%3D",
        "data:;base64,iVBORw0KGgo AAAANSUhEUg=="
      })
  void sendsADataUrlAsBytesOfTheTypeTheyShow(String url) {
    Encoded encoded = image(new MediaSource.Url(url));
    assertEquals("image/png", at(encoded, "inlineData", "mimeType"));
    assertEquals(PNG, at(encoded, "inlineData", "data"));
  }

  @ParameterizedTest
  @CsvSource({
    "UklGRhI0VnhXRUJQVlA4IA==, image/x, image/webp",
    "UklGRv//AAFXQVZFZm10IA==, audio/x-wav, audio/wav",
    "JVBERi0xLjc=, application/octet-stream, application/pdf",
    "AAAA, IMAGE/HEIC; q=1, image/heic"
  })
  void tellsTheTypeByTheBytesElseAsItWasDeclared(String data, String declared, String sent) {
    Encoded encoded = image(new MediaSource.Base64(declared, data));
    assertEquals(sent, at(encoded, "inlineData", "mimeType"));
  }

  @Test
  void letsNewerModelsFetchAnImageByItsAddress() {
    Encoded encoded = image(new MediaSource.Url("https://example.test/a/Cat.WEBP?x=1.png#y"));
    assertEquals("image/webp", at(encoded, "fileData", "mimeType"));
    assertEquals("https://example.test/a/Cat.WEBP?x=1.png#y", at(encoded, "fileData", "fileUri"));
    assertEquals(List.of(), Wire.features(encoded));
  }

  @Test
  void refusesAnAddressOlderModelsDoNotFetch() {
    Part image = new Part.Image(new MediaSource.Url("https://example.test/a.png"));
    UntranslatableException refused =
        assertThrows(
            UntranslatableException.class, () -> Wire.encode(user(image), Quirk.NO_URL_MEDIA));
    assertEquals("media-url", refused.feature());
    ChatRequest answered =
        Wire.request()
            .message(new Message.Assistant(List.of(new Part.ToolCall("a", "f", "{}"))))
            .message(new Message.Tool("a", null, List.of(image), false, PartInfo.NONE))
            .build();
    assertThrows(UntranslatableException.class, () -> Wire.encode(answered, Quirk.NO_URL_MEDIA));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://www.youtube.com/watch?v=1", "data:image/png;base64," + PNG})
  void olderModelsTakeWhatNeedNotBeFetched(String url) {
    ChatRequest request = user(new Part.Image(new MediaSource.Url(url)));
    assertEquals(List.of(), Wire.features(Wire.encode(request, Quirk.NO_URL_MEDIA)));
  }

  @Test
  void sendsAFileOfItsOwnAndRefusesAnotherProviders() {
    String own = "https://generativelanguage.googleapis.com/v1beta/files/1";
    assertEquals(own, at(image(new MediaSource.FileRef(own)), "fileData", "fileUri"));
    UntranslatableException refused =
        assertThrows(UntranslatableException.class, () -> image(new MediaSource.FileRef("file-1")));
    assertEquals("file-reference", refused.feature());
  }

  @ParameterizedTest
  @ValueSource(strings = {"data:image/png;base64", "data:text/plain,%zz"})
  void refusesADataUrlThatCannotBeRead(String url) {
    UntranslatableException refused =
        assertThrows(UntranslatableException.class, () -> image(new MediaSource.Url(url)));
    assertEquals("data-url", refused.feature());
  }

  @Test
  void declaresWhatOfAnImageOrDocumentCannotBeSaid() {
    assertEquals(
        List.of("image-detail"),
        Wire.features(
            Wire.encode(
                user(
                    new Part.Image(
                        new MediaSource.Base64("image/png", PNG), "low", PartInfo.NONE)))));
    Part document =
        new Part.Document(
            new MediaSource.PlainText("text/plain", "Hi"), "A", "c", true, PartInfo.NONE);
    Encoded encoded = Wire.encode(user(document));
    assertEquals("Hi", at(encoded, "text"));
    assertEquals(
        List.of("document-title", "document-context", "citations"), Wire.features(encoded));
  }

  private static Object at(Encoded encoded, String... path) {
    Object[] whole = new Object[4 + path.length];
    System.arraycopy(new Object[] {"contents", 0, "parts", 0}, 0, whole, 0, 4);
    System.arraycopy(path, 0, whole, 4, path.length);
    return Wire.at(encoded.body(), whole);
  }

  private static Encoded image(MediaSource source) {
    return Wire.encode(user(new Part.Image(source)));
  }

  private static ChatRequest user(Part part) {
    return ChatRequest.builder().model("m").message(new Message.User(List.of(part))).build();
  }
}
