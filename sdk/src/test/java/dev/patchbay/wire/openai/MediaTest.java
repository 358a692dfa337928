package dev.patchbay.wire.openai;

import static dev.patchbay.wire.openai.Wire.at;
import static dev.patchbay.wire.openai.Wire.encode;
import static dev.patchbay.wire.openai.Wire.lost;
import static dev.patchbay.wire.openai.Wire.messages;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.UntranslatableException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MediaTest {
  private static ChatRequest with(Part... parts) {
    return ChatRequest.builder().model("m").message(new Message.User(List.of(parts))).build();
  }

  private static Part part(String content) {
    return messages("{\"role\":\"user\",\"content\":[" + content + "]}")
        .messages()
        .get(0)
        .parts()
        .get(0);
  }

  @Test
  void takesADataUrlWithParametersApart() {
    Part part =
        part(
            "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;charset=x;base64,QQ==\","
                + "\"detail\":\"low\"}}");
    assertEquals(
        new Part.Image(new MediaSource.Base64("image/png", "QQ=="), "low", PartInfo.NONE), part);
  }

  @Test
  void takesAnImageGivenAsABareAddress() {
    Part part = part("{\"type\":\"image_url\",\"image_url\":\"https://e.test/a\"}");
    assertEquals(new Part.Image(new MediaSource.Url("https://e.test/a")), part);
  }

  @Test
  void readsSoundAndFiles() {
    assertEquals(
        new Part.Audio(new MediaSource.Base64("audio/mpeg", "QQ==")),
        part("{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"QQ==\",\"format\":\"mp3\"}}"));
    assertEquals(
        new Part.Document(new MediaSource.FileRef("file-1"), null),
        part("{\"type\":\"file\",\"file\":{\"file_id\":\"file-1\"}}"));
  }

  @Test
  void namesADocumentThatHasNoName() {
    Part pdf = new Part.Document(new MediaSource.Base64("application/pdf", "QQ=="), null);
    byte[] body = encode(with(pdf)).body();
    assertEquals("document.pdf", at(body, "messages", 0, "content", 0, "file", "filename"));
  }

  @Test
  void sendsAPlainTextDocumentAsText() {
    Part plain = new Part.Document(new MediaSource.PlainText("text/plain", "abc"), "Title");
    assertEquals(
        "Title\n\nabc", at(encode(with(plain)).body(), "messages", 0, "content", 0, "text"));
  }

  @Test
  void refusesWhatCannotBeCarried() {
    Part url = new Part.Document(new MediaSource.Url("https://e.test/a.pdf"), null);
    Part file = new Part.Image(new MediaSource.FileRef("file-1"));
    assertThrows(UntranslatableException.class, () -> encode(with(url)));
    assertThrows(UntranslatableException.class, () -> encode(with(file)));
  }

  @Test
  void refusesSoundForAModelWithoutEars() {
    Part sound = new Part.Audio(new MediaSource.Base64("audio/wav", "QQ=="));
    TargetProfile deaf =
        new TargetProfile("m", Wire.ISSUER, Set.of(), Set.of(Capability.VISION), null, null);
    assertThrows(
        UntranslatableException.class, () -> Wire.CODEC.encodeRequest(with(sound), deaf, false));
    assertEquals(
        "wav",
        at(encode(with(sound)).body(), "messages", 0, "content", 0, "input_audio", "format"));
  }

  @Test
  void keepsACacheMarkOnlyWhereItIsKnown() {
    ChatRequest marked =
        messages(
            "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\","
                + "\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}}]}");
    byte[] kept = encode(marked, Quirk.KEEPS_CACHE_CONTROL).body();
    assertEquals("1h", at(kept, "messages", 0, "content", 0, "cache_control", "ttl"));
    Encoded stripped = encode(marked);
    assertEquals("a", at(stripped.body(), "messages", 0, "content"));
    assertEquals(List.of("cache-control"), lost(stripped));
  }

  @Test
  void takesAMarkOnAMessageAsOneOnItsLastPart() {
    ChatRequest marked =
        messages(
            "{\"role\":\"system\",\"content\":\"a\",\"cache_control\":{\"type\":\"ephemeral\"}}");
    assertEquals("", marked.messages().get(0).parts().get(0).info().cacheTtl());
    byte[] kept = encode(marked, Quirk.KEEPS_CACHE_CONTROL).body();
    assertEquals("ephemeral", at(kept, "messages", 0, "content", 0, "cache_control", "type"));
  }

  @Test
  void givesOpenAisOwnBreakpointBack() {
    ChatRequest marked =
        messages(
            "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\","
                + "\"prompt_cache_breakpoint\":{\"mode\":\"explicit\"}}]}");
    Encoded encoded = encode(marked);
    assertEquals(List.of(), lost(encoded));
    assertEquals(
        "explicit",
        at(encoded.body(), "messages", 0, "content", 0, "prompt_cache_breakpoint", "mode"));
  }

  @Test
  void sendsTheModelsVoiceBackByItsId() {
    var answer =
        Wire.answer("{\"content\":null,\"audio\":{\"id\":\"au1\",\"data\":\"QQ==\"}}", "stop");
    ChatRequest next =
        ChatRequest.builder().model("m").message(answer.message()).user("go on").build();
    assertEquals("au1", at(encode(next).body(), "messages", 0, "audio", "id"));
    assertEquals(null, at(encode(next).body(), "messages", 0, "audio", "data"));
  }

  @Test
  void keepsUnknownFieldsOfAPartAndOfTheObjectInIt() {
    String given =
        "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://e.test\",\"x\":1},\"y\":2}";
    Part.Image image = (Part.Image) part(given);
    assertEquals(2, image.info().extras().byName().size());
    byte[] body = encode(with(image)).body();
    assertEquals("1", at(body, "messages", 0, "content", 0, "image_url", "x").toString());
    assertEquals("2", at(body, "messages", 0, "content", 0, "y").toString());
    assertEquals(
        List.of("image-url", "y").size(), lost(encode(with(image), Quirk.STRICT_FIELDS)).size());
  }

  @Test
  void keepsAPartItDoesNotKnowForItsOwnProtocol() {
    Part unknown = part("{\"type\":\"newly_invented\",\"x\":1.0}");
    assertEquals(
        "newly_invented", at(encode(with(unknown)).body(), "messages", 0, "content", 0, "type"));
    Part foreign = new Part.Unknown("gemini", "x", dev.patchbay.json.RawJson.of("{}"));
    assertEquals(List.of("part"), lost(encode(with(foreign))));
  }

  @Test
  void keepsUnknownFieldsOfMessagesAndAnswers() {
    ChatRequest request = messages("{\"role\":\"user\",\"content\":\"a\",\"x\":{\"y\":1.50}}");
    assertEquals(
        "{\"y\":1.50}",
        ((Message.User) request.messages().get(0)).extras().get("x").orElseThrow().text());
    var answer =
        Wire.response(
            "{\"id\":\"i\",\"choices\":[{\"message\":{\"content\":\"a\",\"z\":3},\"w\":4,"
                + "\"finish_reason\":\"stop\"}],\"provider\":\"P\"}");
    byte[] body = Wire.CODEC.encodeResponse(answer, Wire.CLIENT).body();
    assertEquals("P", at(body, "provider"));
    assertEquals("4", at(body, "choices", 0, "w").toString());
    assertEquals("3", at(body, "choices", 0, "message", "z").toString());
    assertEquals(JsonFields.NONE, answer.message().extras());
  }
}
