package dev.patchbay.wire.responses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Citation;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.StopReason;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.UntranslatableException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Images, documents, sound and citations. */
final class MediaTest {
  private static Encoded sent(Part part) {
    return Wire.encode(ChatRequest.builder().message(new Message.User(List.of(part))).build());
  }

  @Test
  void imagesGoByAddressBytesOrId() {
    byte[] url = sent(new Part.Image(new MediaSource.Url("https://x.test/a.png"))).body();
    assertEquals("https://x.test/a.png", Wire.at(url, "input", 0, "content", 0, "image_url"));
    byte[] bytes = sent(new Part.Image(new MediaSource.Base64("image/png", "AAAA"))).body();
    assertEquals(
        "data:image/png;base64,AAAA", Wire.at(bytes, "input", 0, "content", 0, "image_url"));
    byte[] id = sent(new Part.Image(new MediaSource.FileRef("file-1"))).body();
    assertEquals("file-1", Wire.at(id, "input", 0, "content", 0, "file_id"));
  }

  @Test
  void aDataUrlMayHaveParameters() {
    ChatRequest request =
        Wire.items(
            "{\"role\":\"user\",\"content\":[{\"type\":\"input_image\",\"image_url\":"
                + "\"data:image/png;charset=utf-8;base64,AAAA\"}]}");
    Part.Image image = (Part.Image) request.messages().get(0).parts().get(0);
    assertEquals(new MediaSource.Base64("image/png", "AAAA"), image.source());
  }

  @Test
  void documentsGoByAddressToo() {
    Encoded url = sent(new Part.Document(new MediaSource.Url("https://x.test/a.pdf"), null));
    assertEquals("https://x.test/a.pdf", Wire.at(url.body(), "input", 0, "content", 0, "file_url"));
    byte[] bytes =
        sent(new Part.Document(new MediaSource.Base64("application/pdf", "AAAA"), null)).body();
    assertEquals("document.pdf", Wire.at(bytes, "input", 0, "content", 0, "filename"));
    byte[] text =
        sent(new Part.Document(new MediaSource.PlainText("text/plain", "words"), "T")).body();
    assertEquals("T\n\nwords", Wire.at(text, "input", 0, "content", 0, "text"));
  }

  @Test
  void soundIsRefusedByAModelWithoutEars() {
    TargetProfile deaf =
        new TargetProfile("m", Wire.ISSUER, Set.of(), Set.of(Capability.VISION), null, null);
    ChatRequest request =
        ChatRequest.builder()
            .message(
                new Message.User(
                    List.of(new Part.Audio(new MediaSource.Base64("audio/mpeg", "AA")))))
            .build();
    assertThrows(
        UntranslatableException.class, () -> Wire.CODEC.encodeRequest(request, deaf, false));
    assertEquals(
        "mp3",
        Wire.at(Wire.encode(request).body(), "input", 0, "content", 0, "input_audio", "format"));
  }

  @Test
  void aCacheMarkOfAnotherProtocolIsLeftOutAndItsOwnIsKept() {
    Part marked = new Part.Text("x", List.of(), PartInfo.of("5m", JsonFields.NONE));
    assertEquals(List.of("cache-control"), Wire.lost(sent(marked)));
    ChatRequest own =
        Wire.items(
            "{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"x\","
                + "\"prompt_cache_breakpoint\":{\"mode\":\"explicit\"}}]}");
    Encoded encoded = Wire.encode(own);
    assertEquals(List.of(), encoded.losses());
    assertEquals(
        "explicit",
        Wire.at(encoded.body(), "input", 0, "content", 0, "prompt_cache_breakpoint", "mode"));
  }

  @Test
  void anotherProtocolsCitationIsToldByItsAddress() {
    Citation cited =
        new Citation("gemini", "https://x.test", "X", null, 0, 2, RawJson.EMPTY_OBJECT);
    ChatResponse answer =
        Wire.answer("")
            .withChoices(
                List.of(
                    new Choice(
                        0,
                        new Message.Assistant(
                            List.of(new Part.Text("Hi", List.of(cited), PartInfo.NONE))),
                        StopReason.END,
                        null,
                        JsonFields.NONE)));
    byte[] body = Wire.CODEC.encodeResponse(answer, Wire.CLIENT).body();
    assertEquals(
        "https://x.test", Wire.at(body, "output", 0, "content", 0, "annotations", 0, "url"));
    assertTrue(Wire.names(Wire.frames(answer)).contains("response.output_text.annotation.added"));
  }
}
