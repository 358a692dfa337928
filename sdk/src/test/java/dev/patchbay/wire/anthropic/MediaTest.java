package dev.patchbay.wire.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.UntranslatableException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MediaTest {
  private static final String PNG = "iVBORw0KGgoAAAANSUhEUg==";

  @Test
  void keepsImagesAndDocumentsAsTheyWere() {
    String json =
        "{'model':'claude','max_tokens':9,'messages':[{'role':'user','content':["
            + "{'type':'image','source':{'type':'base64','media_type':'image/png','data':'"
            + PNG
            + "'}},{'type':'image','source':{'type':'file','file_id':'f1'}},"
            + "{'type':'document','source':{'type':'url','url':'https://example.test/b.pdf'},"
            + "'title':'A','context':'c','citations':{'enabled':true}},"
            + "{'type':'document','source':{'type':'content','content':'x'}}]}]}";
    ChatRequest request = Wire.decode(json);
    assertInstanceOf(Part.Unknown.class, request.messages().get(0).parts().get(3));
    Wire.assertSame(json, Wire.encode(request).body());
  }

  @Test
  void sendsADataUrlAsBase64OfTheTypeItsBytesShow() {
    Encoded encoded = image(new MediaSource.Url("data:image/jpeg;charset=utf-8;base64," + PNG));
    assertEquals("image/png", source(encoded, "media_type"));
    assertEquals(PNG, source(encoded, "data"));
  }

  @Test
  void keepsAnImageInAToolResult() {
    Message result =
        new Message.Tool(
            "a",
            null,
            List.of(new Part.Image(new MediaSource.Base64("image/png", PNG))),
            false,
            dev.patchbay.chat.PartInfo.NONE);
    Encoded encoded =
        Wire.encode(
            Wire.request()
                .message(new Message.Assistant(List.of(new Part.ToolCall("a", "f", "{}"))))
                .message(result)
                .build());
    assertEquals(
        "image", Wire.at(encoded.body(), "messages", 2, "content", 0, "content", 0, "type"));
  }

  @Test
  void refusesAnImageOfATypeTheVendorDoesNotTake() {
    UntranslatableException refused =
        assertThrows(
            UntranslatableException.class,
            () -> image(new MediaSource.Base64("image/heic", "AAAA")));
    assertEquals("image-type", refused.feature());
  }

  @Test
  void refusesSound() {
    ChatRequest request = user(new Part.Audio(new MediaSource.Base64("audio/wav", "AAAA")));
    UntranslatableException refused =
        assertThrows(UntranslatableException.class, () -> Wire.encode(request));
    assertEquals("audio-input", refused.feature());
  }

  @Test
  void sendsATextFileAsAPlainTextDocument() {
    Encoded encoded =
        Wire.encode(
            user(new Part.Document(new MediaSource.Base64("text/markdown", "SGk="), "a.md")));
    assertEquals("text", source(encoded, "type"));
    assertEquals("Hi", source(encoded, "data"));
  }

  private static Object source(Encoded encoded, String field) {
    return Wire.text(encoded.body(), "messages", 0, "content", 0, "source", field);
  }

  private static Encoded image(MediaSource source) {
    return Wire.encode(user(new Part.Image(source)));
  }

  private static ChatRequest user(Part part) {
    return ChatRequest.builder().model("m").message(new Message.User(List.of(part))).build();
  }
}
