package dev.patchbay.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.CallOptions;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.Reasoning;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.chat.Tool;
import dev.patchbay.json.RawJson;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.wire.Capability;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueriesTest {
  private static RouteQuery query(ChatRequest.Builder builder) {
    return Queries.of(builder.model("m").build(), false);
  }

  private static ChatRequest.Builder parts(Part... parts) {
    return ChatRequest.builder().message(new Message.User(List.of(parts)));
  }

  @Test
  void aPlainRequestNeedsNothing() {
    RouteQuery plain = query(ChatRequest.builder().user("Hello"));
    assertEquals(Set.of(), plain.needs());
    assertEquals("local", plain.tenant());
    assertNull(plain.clientProtocol());
  }

  @Test
  void needsAreReadFromToolsFormatReasoningAndMedia() {
    MediaSource pdf = new MediaSource.Base64("application/pdf", "AAAA");
    ChatRequest.Builder builder =
        parts(
            new Part.Image(new MediaSource.Url("https://example.com/a.png")),
            new Part.Document(pdf, null),
            new Part.Audio(new MediaSource.Base64("audio/mp3", "AAAA")));
    builder.tool(new Tool.Function("f", null, null));
    builder.responseFormat(new ResponseFormat.JsonSchema("r", null, RawJson.EMPTY_OBJECT, null));
    builder.reasoning(Reasoning.effort(Reasoning.Effort.LOW));
    assertEquals(
        Set.of(
            Capability.TOOLS,
            Capability.JSON_SCHEMA,
            Capability.REASONING,
            Capability.VISION,
            Capability.PDF,
            Capability.AUDIO_IN),
        query(builder).needs());
  }

  @Test
  void anImageInAToolResultNeedsVisionToo() {
    Part image = new Part.Image(new MediaSource.Url("https://example.com/a.png"));
    Message result =
        new Message.Tool("c1", null, List.of(image), false, dev.patchbay.chat.PartInfo.NONE);
    assertEquals(Set.of(Capability.VISION), query(ChatRequest.builder().message(result)).needs());
  }

  @Test
  void disabledReasoningAndTextDocumentsNeedNothing() {
    ChatRequest.Builder builder =
        parts(new Part.Document(new MediaSource.PlainText("text/plain", "x"), null));
    builder.reasoning(Reasoning.effort(Reasoning.Effort.NONE));
    assertEquals(Set.of(), query(builder).needs());
  }

  @Test
  void latinTextIsAQuarterTokenACharacterAndChineseAWholeOne() {
    long empty = query(ChatRequest.builder().user("")).estimatedTokens();
    assertEquals(
        106, query(ChatRequest.builder().user("abcd".repeat(100))).estimatedTokens() - empty);
    assertEquals(
        84, query(ChatRequest.builder().user("\u6c49".repeat(100))).estimatedTokens() - empty);
    assertEquals(
        36, query(ChatRequest.builder().user("\u0436".repeat(100))).estimatedTokens() - empty);
  }

  @Test
  void systemTextAndToolSchemasCount() {
    long bare = query(ChatRequest.builder().user("x")).estimatedTokens();
    long withSystem =
        query(ChatRequest.builder().system("word ".repeat(800)).user("x")).estimatedTokens();
    RawJson schema = RawJson.of("{\"description\":\"" + "a".repeat(4_000) + "\"}");
    long withTool =
        query(ChatRequest.builder().user("x").tool(new Tool.Function("f", null, schema)))
            .estimatedTokens();
    assertTrue(withSystem - bare >= 1_000, "system: " + withSystem);
    assertTrue(withTool - bare >= 1_000, "tools: " + withTool);
  }

  @Test
  void anImageCountsByARuleAndNotByItsBase64() {
    Part image = new Part.Image(new MediaSource.Base64("image/png", "A".repeat(4_000_000)));
    long tokens = query(parts(image)).estimatedTokens();
    assertTrue(tokens > 1_000 && tokens < 2_000, "" + tokens);
  }

  @Test
  void theSessionIsTheStatedKeyFirst() {
    RouteQuery stated =
        query(ChatRequest.builder().user("x").session("s1").endUser("u").cacheKey("c"));
    assertEquals("s1", stated.sessionKey());
    assertTrue(stated.explicitSession());
  }

  @Test
  void theEndUserAndTheCacheKeyAreNotExplicit() {
    RouteQuery user = query(ChatRequest.builder().user("x").endUser("u").cacheKey("c"));
    assertEquals("u", user.sessionKey());
    assertFalse(user.explicitSession());
    RouteQuery cache = query(ChatRequest.builder().user("x").cacheKey("c"));
    assertEquals("c", cache.sessionKey());
    assertFalse(cache.explicitSession());
  }

  @Test
  void claudeCodesSessionInsideTheUserIsExplicit() {
    RouteQuery code =
        query(ChatRequest.builder().user("x").endUser("user_ab_account__session_1234-5678"));
    assertEquals("1234-5678", code.sessionKey());
    assertTrue(code.explicitSession());
  }

  @Test
  void theFirstUserMessageIsTheLastResort() {
    RouteQuery first = query(ChatRequest.builder().system("s").user("Hello").user("more"));
    RouteQuery same = query(ChatRequest.builder().user("Hello").assistant("Hi").user("other"));
    RouteQuery other = query(ChatRequest.builder().user("Hallo"));
    assertEquals(first.sessionKey(), same.sessionKey());
    assertNotEquals(first.sessionKey(), other.sessionKey());
    assertFalse(first.explicitSession());
    assertNull(query(ChatRequest.builder().system("s")).sessionKey());
  }

  @Test
  void anAccountPinIsHardAndOptionsAreTakenOver() {
    CallOptions options =
        CallOptions.builder()
            .tenant("acme")
            .caller("job")
            .tags(List.of("t"))
            .accountPin("openai/a")
            .build();
    RouteQuery pinned = query(ChatRequest.builder().user("x").options(options));
    assertTrue(pinned.hardPin());
    assertEquals("openai/a", pinned.accountPin());
    assertEquals("acme", pinned.tenant());
    assertEquals("job", pinned.caller());
    assertEquals(List.of("t"), pinned.tags());
  }

  @Test
  void theNewestSignatureSaysWhoseReasoningTheHistoryHolds() {
    Issuer old = Issuer.of("anthropic", "a");
    Issuer late = Issuer.of("gemini", "b");
    RouteQuery signed =
        query(
            ChatRequest.builder()
                .message(thought(old))
                .user("x")
                .message(thought(late))
                .message(thought(Issuer.UNKNOWN)));
    assertEquals(late, signed.softPin());
    assertNull(query(ChatRequest.builder().user("x")).softPin());
  }

  private static Message thought(Issuer issuer) {
    return new Message.Assistant(List.of(new Part.Thinking("", new Opaque("sig", issuer))));
  }

  @Test
  void aStoredFileBindsTheRequestAndBytesDoNot() {
    MediaSource stored = new MediaSource.FileRef("file-1");
    assertTrue(query(parts(new Part.Image(stored))).hardPin());
    MediaSource bytes = new MediaSource.Base64("image/png", "AAAA");
    assertFalse(query(parts(new Part.Image(bytes))).hardPin());
  }
}
