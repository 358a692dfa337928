package dev.patchbay.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.StopReason;
import dev.patchbay.chat.Usage;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.json.JsonFields;
import dev.patchbay.transport.Transport;
import dev.patchbay.transport.TransportException;
import dev.patchbay.wire.Codec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a scripted reply looks like to a router, however it is served. */
abstract class ReplyContract {
  private static final String TEXT = "alpha beta  gamma\ndelta epsilon";
  private static final Duration SHORT = Duration.ofMillis(150);

  final ScriptedProvider provider = ScriptedProvider.openai("p");
  private final List<AutoCloseable> open = new ArrayList<>();

  abstract Transport transport(ScriptedProvider provider);

  abstract String baseUrl(ScriptedProvider provider);

  <T extends AutoCloseable> T closing(T resource) {
    open.add(resource);
    return resource;
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable resource : open) {
      resource.close();
    }
  }

  private Wire wire(Codec codec, Reply first, Reply... more) {
    provider.reply(first, more);
    return new Wire(closing(transport(provider)), baseUrl(provider), codec);
  }

  static Stream<Arguments> codecs() {
    return Stream.of(
        Arguments.of(Wire.OPENAI),
        Arguments.of(Wire.RESPONSES),
        Arguments.of(Wire.ANTHROPIC),
        Arguments.of(Wire.GEMINI));
  }

  static Stream<Arguments> codecsWithCalls() {
    return codecs().flatMap(c -> Stream.of(true, false).map(s -> Arguments.of(c.get()[0], s)));
  }

  private static Wire.Got call(Wire wire, boolean stream) {
    return stream ? wire.stream() : wire.whole();
  }

  @ParameterizedTest
  @MethodSource("codecsWithCalls")
  void aTextComesWholeWithUsageInWords(Codec codec, boolean stream) {
    Wire.Got got = call(wire(codec, Reply.text(TEXT)), stream);
    assertEquals(TEXT, got.response().text());
    assertEquals(StopReason.END, got.response().stopReason());
    assertEquals("m", got.response().model());
    assertEquals(3, got.response().usage().inputTotal());
    assertEquals(5, got.response().usage().outputTotal());
    assertTrue(got.finished());
    // Gemini's streams have no last frame: they end where the body does.
    assertEquals(codec != Wire.GEMINI || !stream, got.terminated());
  }

  @ParameterizedTest
  @MethodSource("codecsWithCalls")
  void toolCallsComeAsTheyWereGiven(Codec codec, boolean stream) {
    Message.Assistant message =
        new Message.Assistant(List.of(new Part.ToolCall("call_1", "f", "{\"a\":1}")));
    Choice choice = new Choice(0, message, StopReason.TOOL_CALLS, null, JsonFields.NONE);
    ChatResponse given =
        new ChatResponse("x", "", null, List.of(choice), null, null, JsonFields.NONE);
    Wire.Got got = call(wire(codec, Reply.response(given)), stream);
    assertEquals("f", got.response().toolCalls().get(0).name());
    assertEquals("{\"a\":1}", got.response().toolCalls().get(0).arguments());
    assertEquals("x", got.response().id());
  }

  @ParameterizedTest
  @MethodSource("codecsWithCalls")
  void usageAndModelAreTheScripts(Codec codec, boolean stream) {
    Reply reply = Reply.text("a").withUsage(Usage.of(70, 8)).withModel("other");
    Wire.Got got = call(wire(codec, reply), stream);
    assertEquals(70, got.response().usage().inputTotal());
    assertEquals(8, got.response().usage().outputTotal());
    assertEquals("other", got.response().model());
  }

  @Test
  void repliesComeInOrderAndTheLastAgain() {
    Wire wire = wire(Wire.OPENAI, Reply.text("one"), Reply.status(500), Reply.text("three"));
    assertEquals("one", wire.whole().response().text());
    assertEquals(500, wire.whole().status());
    assertEquals("three", wire.stream().response().text());
    assertEquals("three", wire.whole().response().text());
    assertEquals(4, provider.calls().size());
  }

  @Test
  void aScriptSeesTheCall() {
    Wire wire = wire(Wire.OPENAI, Reply.text(""));
    provider.script(c -> Reply.text(c.account() + " " + c.model() + " " + c.number()));
    assertEquals("main m 1", wire.whole().response().text());
    assertEquals("main m 2", wire.stream().response().text());
    assertEquals("one two three", provider.lastRequest().messages().get(0).text());
  }

  @Test
  void callsKeepNoKey() {
    wire(Wire.OPENAI, Reply.text("a")).whole();
    assertFalse(provider.calls().toString().contains("test-key"), "a key was kept");
    assertEquals("main", provider.calls().get(0).account());
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "CONTENT_FILTERED",
        "CONTEXT_TOO_LONG",
        "MODEL_NOT_FOUND",
        "MISCONFIGURED",
        "INVALID_REQUEST",
        "QUOTA_EXHAUSTED",
        "AUTHENTICATION",
        "PERMISSION",
        "RATE_LIMITED",
        "OVERLOADED",
        "SERVER_ERROR",
        "TIMEOUT"
      })
  void errorsAreUnderstoodAsTheKindTheyAre(FailureKind kind) {
    assertEquals(kind, wire(Wire.OPENAI, Reply.error(kind)).whole().error());
    assertEquals(kind, wire(Wire.ANTHROPIC, Reply.error(kind)).stream().error());
  }

  @Test
  void aStatusComesWithItsHeaders() {
    Reply reply = Reply.status(429).withRetryAfter(Duration.ofSeconds(7)).withHeader("X-A", "b");
    Wire.Got got = wire(Wire.OPENAI, reply).stream();
    assertEquals(429, got.status());
    assertEquals("7", got.headers().get("retry-after"));
    assertEquals("b", got.headers().get("x-a"));
    assertEquals(FailureKind.RATE_LIMITED, got.error());
  }

  @Test
  void retryAfterMayBeADate() {
    Reply reply = Reply.status(503).withRetryAfter(Instant.parse("2026-03-01T10:00:00Z"));
    Wire.Got got = wire(Wire.OPENAI, reply).whole();
    assertEquals("Sun, 1 Mar 2026 10:00:00 GMT", got.headers().get("retry-after"));
  }

  @Test
  void aResetIsANetworkFailure() {
    Wire wire = wire(Wire.OPENAI, Reply.reset(), Reply.text("well"));
    TransportException e = assertThrows(TransportException.class, wire::stream);
    assertEquals(FailureKind.NETWORK, e.kind());
    assertEquals(FailurePhase.CONNECTING, e.phase());
    assertEquals("well", wire.stream().response().text());
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void aCutShowsTheTokensBeforeIt(Codec codec) {
    Wire wire = wire(codec, Reply.text(TEXT).cutAfter(2));
    TransportException e = assertThrows(TransportException.class, wire::stream);
    assertEquals(FailureKind.CUT, e.kind());
    assertEquals(FailurePhase.DURING_OUTPUT, e.phase());
  }

  @Test
  void aCutBodyIsNoBody() {
    Wire wire = wire(Wire.OPENAI, Reply.text(TEXT).cutAfter(2));
    assertThrows(TransportException.class, wire::whole);
  }

  @Test
  void silenceBeforeTheHeadIsATimeout() {
    Wire wire = wire(Wire.OPENAI, Reply.stalled()).firstToken(SHORT);
    TransportException e = assertThrows(TransportException.class, wire::stream);
    assertEquals(FailureKind.TIMEOUT, e.kind());
  }

  @Test
  void silenceBeforeTheFirstTokenIsATimeout() {
    Wire wire =
        wire(Wire.OPENAI, Reply.text(TEXT).withFirstTokenAfter(Duration.ofHours(1)))
            .firstToken(Duration.ofMillis(700)); // the head comes within it on a busy machine, too
    TransportException e = assertThrows(TransportException.class, wire::stream);
    assertEquals(FailureKind.TIMEOUT, e.kind());
    assertEquals(FailurePhase.BEFORE_OUTPUT, e.phase());
  }

  @Test
  void silenceAfterTokensIsACut() {
    Wire wire = wire(Wire.OPENAI, Reply.text(TEXT).stalledAfter(3)).idle(SHORT);
    TransportException e = assertThrows(TransportException.class, wire::stream);
    assertEquals(FailureKind.CUT, e.kind());
    assertEquals(FailurePhase.DURING_OUTPUT, e.phase());
  }

  @Test
  void slowTokensAreNoStall() {
    Duration pace = Duration.ofMillis(250);
    Duration idle = Duration.ofMillis(800);
    Wire wire = wire(Wire.OPENAI, Reply.text(TEXT).withTokenEvery(pace)).idle(idle);
    assertEquals(TEXT, wire.stream().response().text());
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void aMalformedFrameLosesNoToken(Codec codec) {
    Wire.Got got = wire(codec, Reply.text(TEXT).withMalformedFrameAfter(2)).stream();
    assertEquals(TEXT, got.response().text());
    assertEquals(1, got.undecodable());
    assertTrue(got.finished());
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void anErrorInTheStreamEndsIt(Codec codec) {
    Reply reply = Reply.text(TEXT).withErrorAfter(2, FailureKind.OVERLOADED);
    Wire.Got got = wire(codec, reply).stream();
    assertEquals(FailureKind.OVERLOADED, got.error());
    assertEquals("alpha beta  ", got.response().text());
    assertFalse(got.finished());
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void aMissingTerminatorIsStillAFinish(Codec codec) {
    Wire.Got got = wire(codec, Reply.text(TEXT).withoutTerminator()).stream();
    assertEquals(TEXT, got.response().text());
    assertFalse(got.terminated());
  }

  @Test
  void aPageOrNothingIsAServerError() {
    Wire wire = wire(Wire.OPENAI, Reply.html(), Reply.empty());
    assertEquals(FailureKind.SERVER_ERROR, wire.whole().error());
    assertEquals(FailureKind.SERVER_ERROR, wire.whole().error());
  }
}
