package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.patchbay.config.PriceConfig;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.json.Json;
import dev.patchbay.price.TokenPrices;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testserver.RawServer;
import dev.patchbay.testserver.WireTape;
import dev.patchbay.trace.AttemptRecord;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.WireReply;
import dev.patchbay.wire.WireRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Forwarded frames of a server that means harm: bounded, in time, and never a cut shown as whole.
 */
@Timeout(60)
class ExchangeHostileUpstreamTest {
  private static final String ONE = "sk-one-123456";
  private static final String TWO = "sk-two-123456";

  private final Upstreams upstreams = new Upstreams();

  @AfterEach
  void close() {
    upstreams.close();
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(Json.utf8(text));
    out.flush();
  }

  private static String http(String type, String more, String body) {
    return "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: "
        + type
        + "\r\n"
        + more
        + "\r\n"
        + body;
  }

  private static String chunk(String delta, String finish) {
    return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
        + "\"choices\":[{\"index\":0,\"delta\":"
        + delta
        + ",\"finish_reason\":"
        + finish
        + "}]}\n\n";
  }

  private static final String HELLO =
      chunk("{\"role\":\"assistant\",\"content\":\"Hello\"}", "null");
  private static final String STOP = chunk("{}", "\"stop\"");
  private static final String DONE = "data: [DONE]\n\n";

  private static RawServer.Script stream(String events) {
    return (socket, out) -> write(out, RawServer.STREAM_HEAD + events);
  }

  /** 32 MB of an event. */
  private static void hugeEvent(OutputStream out, String before) throws IOException {
    write(out, RawServer.STREAM_HEAD + before + "data: {\"x\":\"");
    byte[] piece = Json.utf8("x".repeat(1 << 20));
    for (int i = 0; i < 32; i++) {
      out.write(piece);
    }
  }

  private static byte[] bomb(int megabytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      byte[] piece = Json.utf8(" ".repeat(1 << 20));
      for (int i = 0; i < megabytes; i++) {
        gzip.write(piece);
      }
    }
    return packed.toByteArray();
  }

  private static Arguments of(String name, RawServer.Script script) {
    return arguments(name, script);
  }

  static Stream<Arguments> failing() {
    return Stream.of(
        of("a huge event", (socket, out) -> hugeEvent(out, "")),
        of("a huge event after text", (socket, out) -> hugeEvent(out, HELLO)),
        of("no finish", stream(HELLO)),
        of("the terminator without a finish", stream(HELLO + DONE)),
        of("only the terminator", stream(DONE)),
        of("comments alone", stream(": x\n\n".repeat(10_000))),
        of(
            "an error event after text",
            stream(HELLO + "data: {\"error\":{\"message\":\"no\"}}\n\n")),
        of("garbage", stream(HELLO + "data: {{{\n\n" + "data: }}}\n\n" + STOP + DONE)),
        of(
            "an error as 200",
            (socket, out) ->
                write(out, http("application/json", "", "{\"error\":{\"message\":\"no\"}}"))),
        of(
            "an error as an event stream",
            (socket, out) ->
                write(out, http("text/event-stream", "", "{\"error\":{\"message\":\"no\"}}"))),
        of("a page", (socket, out) -> write(out, http("text/html", "", "<html>no</html>"))),
        of(
            "a redirect",
            (socket, out) ->
                write(
                    out,
                    "HTTP/1.1 307 Away\r\nLocation: http://localhost:1/\r\nContent-Length: 0\r\n\r\n")),
        of(
            "a packed bomb",
            (socket, out) -> {
              write(out, http("application/json", "Content-Encoding: gzip\r\n", ""));
              out.write(bomb(80));
            }),
        of(
            "a packed bomb of a stream",
            (socket, out) -> {
              write(out, http("text/event-stream", "Content-Encoding: gzip\r\n", ""));
              out.write(bomb(80));
            }));
  }

  private WireTape ask(boolean stream) {
    return WireTape.of(
        upstreams.router().exchange(Gateway.request(Protocol.OPENAI_CHAT, "m", stream).build()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failing")
  void isNeverShownAsWhole(String name, RawServer.Script script) {
    upstreams.upstream("one", script);
    WireTape tape = ask(true);
    if (tape.status() == 200) {
      Gateway.Stream got = Gateway.read(Gateway.CODECS.get(Protocol.OPENAI_CHAT), tape.frames());
      assertFalse(got.whole(), tape.data()::toString);
      assertNotNull(got.error(), tape.data()::toString);
      assertFalse(tape.data().contains("[DONE]"));
      assertTrue(tape.data().stream().noneMatch(data -> data.contains("\"stop\"")));
    } else {
      assertTrue(tape.status() >= 400, tape::text);
    }
    assertNotNull(upstreams.end().failure());
    upstreams.assertFreed();
  }

  static Stream<Arguments> whole() {
    String error = "data: {\"error\":{\"message\":\"no\"}}\n\n";
    return Stream.of(
        of("no usage and no terminator", stream(HELLO + STOP)),
        of("frames after the terminator", stream(HELLO + STOP + DONE + HELLO + STOP + error)),
        of(
            "another type",
            (socket, out) -> write(out, http("text/plain", "", HELLO + STOP + DONE))),
        of("comments between", stream(": hi\n\n" + HELLO + ": hi\n\n" + STOP + ": hi\n\n" + DONE)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whole")
  void isShownUpToItsEndOnce(String name, RawServer.Script script) {
    upstreams.upstream("one", script);
    WireTape tape = ask(true);
    assertEquals(200, tape.status());
    Gateway.Stream got = Gateway.read(Gateway.CODECS.get(Protocol.OPENAI_CHAT), tape.frames());
    assertTrue(got.whole(), tape.data()::toString);
    assertEquals("Hello", got.fold().response().text());
    assertEquals("[DONE]", tape.data().get(tape.data().size() - 1));
    assertEquals(1, tape.data().stream().filter("[DONE]"::equals).count());
    assertNull(upstreams.end().failure());
    upstreams.assertFreed();
  }

  /** What was said after the finish is passed on in order or not at all. */
  @Test
  void contentAfterTheFinishComesBeforeNoEnd() {
    String more = chunk("{\"content\":\" more\"}", "null");
    upstreams.upstream("one", stream(HELLO + STOP + more + STOP + DONE));
    WireTape tape = ask(true);
    assertEquals(200, tape.status());
    assertEquals("[DONE]", tape.data().get(tape.data().size() - 1));
    Gateway.Stream got = Gateway.read(Gateway.CODECS.get(Protocol.OPENAI_CHAT), tape.frames());
    assertTrue(got.fold().response().text().startsWith("Hello"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void noKeyOfOursIsEchoedToTheClient(boolean hedged) {
    upstreams.upstream("unused", stream(DONE));
    String keys = ONE + " and " + TWO;
    for (int status : new int[] {400, 401, 429, 500, 200}) {
      try (Upstreams each = new Upstreams()) {
        RawServer.Script echo =
            (socket, out) ->
                write(
                    out,
                    "HTTP/1.1 "
                        + status
                        + " X\r\nConnection: close\r\nx-request-id: "
                        + ONE
                        + "\r\nContent-Type: application/json\r\n\r\n{\"error\":{\"message\":\"bad "
                        + keys
                        + "\",\"type\":\""
                        + ONE
                        + "\",\"code\":\""
                        + TWO
                        + "\",\"param\":\""
                        + TWO
                        + "\"}}");
        if (hedged) {
          each.hedged(Duration.ofMillis(1));
        }
        each.upstream("one", echo).upstream("two", echo);
        for (boolean stream : new boolean[] {false, true}) {
          WireTape tape =
              WireTape.of(
                  each.router()
                      .exchange(Gateway.request(Protocol.OPENAI_CHAT, "m", stream).build()));
          String seen = tape.headers() + tape.text() + tape.data();
          // Of the other account the mask of this one knows nothing: it never had that key.
          String own = "two".equals(tape.headers().get("x-patchbay-provider")) ? TWO : ONE;
          assertFalse(seen.contains(own), seen);
        }
      }
    }
  }

  @Test
  void noKeyOfOursIsEchoedInAStream() {
    String error =
        "data: {\"error\":{\"message\":\"bad " + ONE + "\",\"code\":\"" + ONE + "\"}}\n\n";
    upstreams.upstream("one", stream(HELLO + error));
    WireTape tape = ask(true);
    assertFalse(tape.data().toString().contains(ONE), tape.data()::toString);
  }

  private static final String USAGE =
      "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
          + "\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2,"
          + "\"total_tokens\":7}}\n\n";

  private AttemptRecord asked(String body, RawServer.Script script, WireTape tape)
      throws IOException {
    upstreams.rules(
        builder ->
            builder.configure(
                tree ->
                    tree.price(
                        new PriceConfig(
                            "one",
                            "*",
                            TokenPrices.of(new BigDecimal("1"), new BigDecimal("2"))))));
    upstreams.upstream("one", script);
    try (WireReply reply =
        upstreams.router().exchange(WireRequest.of(Protocol.OPENAI_CHAT, Json.utf8(body)))) {
      reply.writeTo(tape);
      return reply.trace().attempts().get(0);
    }
  }

  private static final String BODY =
      "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

  @Test
  void usageThatTheClientDidNotAskForIsCountedAndNotShown() throws IOException {
    WireTape tape = new WireTape();
    AttemptRecord record = asked(BODY, stream(HELLO + STOP + USAGE + DONE), tape);
    assertNotNull(record.costUsd());
    assertEquals(0, new BigDecimal("0.000009").compareTo(record.costUsd()));
    assertFalse(tape.data().toString().contains("usage"), tape.data()::toString);
  }

  @Test
  void aCutAnswerCostsWhatWasSeenOfItsUsage() throws IOException {
    WireTape tape = new WireTape();
    AttemptRecord record = asked(BODY, stream(HELLO + USAGE), tape);
    assertNotNull(record.failure());
    assertNotNull(record.costUsd());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatNobodySaidOfUsageIsCountedFromWhatCame(boolean whole) throws IOException {
    WireTape tape = new WireTape();
    AttemptRecord record = asked(BODY, stream(whole ? HELLO + STOP + DONE : HELLO), tape);
    assertEquals(whole, record.failure() == null);
    assertEquals(new BigDecimal("0.000011"), record.costUsd());
  }

  @Test
  void aWholeAnswerCostsWhatItsUsageSays() throws IOException {
    WireTape tape = new WireTape();
    AttemptRecord record = asked(BODY.replace("true", "false"), Upstreams.answer("Hello"), tape);
    assertEquals(0, new BigDecimal("0.000009").compareTo(record.costUsd()));
    assertEquals("0.000009", tape.headers().get("x-patchbay-cost-usd"));
  }

  /** Events of the protocol are numbered without a gap, whoever wrote those before. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theErrorOfAForwardedResponsesStreamGoesOnCounting(boolean cut) {
    upstreams.upstream("unused", stream(DONE));
    Reply reply = Reply.text("one two three four");
    ScriptedProvider one =
        ScriptedProvider.responses("one")
            .reply(cut ? reply.cutAfter(2) : reply.withErrorAfter(2, FailureKind.OVERLOADED));
    try (Gateway gateway = new Gateway(one)) {
      WireTape tape = gateway.ask(Protocol.OPENAI_RESPONSES, true);
      int next = 0;
      for (String data : tape.data()) {
        assertTrue(data.contains("\"sequence_number\":" + next++), tape.data()::toString);
      }
      assertTrue(
          Map.of("response.failed", 1, "error", 1)
              .containsKey(tape.frames().get(tape.frames().size() - 1).event()));
      assertEquals(
          1, tape.data().stream().filter(data -> data.contains("response.created")).count());
    }
  }

  @Test
  void aHeaderOfTheUpstreamsIsPrintable() {
    upstreams.upstream("unused", stream(DONE));
    ScriptedProvider one =
        ScriptedProvider.openai("one").reply(Reply.text("Hi").withHeader("x-request-id", "a\tb"));
    try (Gateway gateway = new Gateway(one)) {
      String id = gateway.ask(Protocol.OPENAI_CHAT, false).headers().get("x-request-id");
      assertTrue(id == null || id.matches("[ -~]*"), id);
    }
  }
}
