package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.CallOptions;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ResumePolicy;
import dev.patchbay.chat.StopReason;
import dev.patchbay.config.PriceConfig;
import dev.patchbay.course.DispatchRules;
import dev.patchbay.course.UpstreamStream;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.json.Json;
import dev.patchbay.price.TokenPrices;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testing.TestRouter;
import dev.patchbay.testserver.WireTape;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.WireReply;
import dev.patchbay.wire.WireRequest;
import dev.patchbay.wire.WireSink;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients of every protocol, whoever answers them. */
@Timeout(30)
class ExchangeTest {
  static Stream<Arguments> pairs() {
    return Arrays.stream(Protocol.values())
        .flatMap(
            client -> Arrays.stream(Protocol.values()).map(target -> Arguments.of(client, target)));
  }

  private static ErrorSignal error(Protocol protocol, WireTape tape) {
    return Gateway.CODECS.get(protocol).decodeError(tape.status(), tape.headers(), tape.body());
  }

  private static Gateway.Stream stream(Protocol protocol, WireTape tape) {
    return Gateway.read(Gateway.CODECS.get(protocol), tape.frames());
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void everyClientIsAnsweredByEveryProvider(Protocol client, Protocol target) {
    ScriptedProvider one = Gateway.provider("one", target).reply(Reply.text("Hello you"));
    try (Gateway gateway = new Gateway(one)) {
      for (boolean stream : new boolean[] {false, true}) {
        WireTape tape = gateway.ask(client, stream);
        ChatResponse answer = Gateway.read(client, tape);
        assertAll(
            () -> assertEquals(200, tape.status()),
            () -> assertEquals("Hello you", answer.text()),
            () -> assertEquals(StopReason.END, answer.stopReason()),
            () -> assertEquals("m", answer.model()),
            () -> assertEquals(stream, tape.body().length == 0),
            () -> assertEquals("one", tape.headers().get("x-patchbay-provider")),
            () -> assertEquals("one/main", tape.headers().get("x-patchbay-account")),
            () -> assertEquals("1", tape.headers().get("x-patchbay-attempts")),
            () -> assertNotNull(tape.headers().get("x-patchbay-request-id")));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aProviderThatFailsBeforeAnythingIsVisibleIsReplacedUnseen(Protocol client, Protocol other) {
    for (boolean stream : new boolean[] {false, true}) {
      ScriptedProvider one =
          Gateway.provider("one", client)
              .reply(Reply.text("never").withErrorAfter(0, FailureKind.OVERLOADED));
      ScriptedProvider two = Gateway.provider("two", other).reply(Reply.text("Hello"));
      try (Gateway gateway = new Gateway(one, two)) {
        WireTape tape = gateway.ask(client, stream);
        assertEquals(200, tape.status(), tape::text);
        assertEquals("Hello", Gateway.read(client, tape).text());
        assertEquals("two", tape.headers().get("x-patchbay-provider"));
        assertEquals(1, tape.steps().stream().filter("head"::equals).count());
        if (stream) {
          assertTrue(stream(client, tape).whole());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aForeignProviderThatFailsIsReplacedByOneThatGetsTheBytes(Protocol client, Protocol other) {
    ScriptedProvider one = Gateway.provider("one", other).reply(Reply.status(503));
    ScriptedProvider two = Gateway.provider("two", client).reply(Reply.text("Hello"));
    try (Gateway gateway = new Gateway(one, two)) {
      WireTape tape = gateway.ask(client, true);
      assertEquals("Hello", Gateway.read(client, tape).text());
      assertEquals(2, one.calls().size());
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aCutAnswerIsNeverShownAsWhole(Protocol client, Protocol target) {
    ScriptedProvider one =
        Gateway.provider("one", target).reply(Reply.text("one two three four").cutAfter(2));
    try (Gateway gateway = new Gateway(one)) {
      WireTape tape = gateway.ask(client, true);
      Gateway.Stream got = stream(client, tape);
      assertFalse(got.whole());
      if (tape.status() == 200) {
        assertNotNull(got.error(), tape.data()::toString);
        assertTrue("one two three four".startsWith(got.fold().response().text()));
      } else {
        assertTrue(tape.status() >= 500);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void anErrorInTheStreamIsTheClientsOwn(Protocol client, Protocol target) {
    ScriptedProvider one =
        Gateway.provider("one", target)
            .reply(Reply.text("one two three").withErrorAfter(2, FailureKind.OVERLOADED));
    try (Gateway gateway = new Gateway(one)) {
      WireTape tape = gateway.ask(client, true);
      assertEquals(200, tape.status());
      Gateway.Stream got = stream(client, tape);
      assertNotNull(got.error());
      assertTrue("one two three".startsWith(got.fold().response().text()));
      assertFalse(tape.data().contains("[DONE]"));
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void anErrorBeforeTheStreamIsTheClientsOwnBodyAndStatus(Protocol client) {
    ScriptedProvider one = Gateway.provider("one", client).reply(Reply.status(400));
    try (Gateway gateway = new Gateway(one)) {
      for (boolean stream : new boolean[] {false, true}) {
        WireTape tape = gateway.ask(client, stream);
        assertAll(
            () -> assertEquals(400, tape.status()),
            () -> assertEquals(List.of("head", "body"), tape.steps()),
            () -> assertFalse(error(client, tape).message().isBlank()),
            () -> assertTrue(tape.headers().get("content-type").startsWith("application/json")),
            () -> assertEquals("false", tape.headers().get("x-should-retry")),
            () -> assertEquals("one", tape.headers().get("x-patchbay-provider")));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void ofARefusedCredentialOfOursTheClientIsNotTold401(Protocol client) {
    ScriptedProvider one =
        Gateway.provider("one", client).reply(Reply.error(FailureKind.AUTHENTICATION));
    try (Gateway gateway = new Gateway(one)) {
      assertEquals(502, gateway.ask(client, false).status());
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void anOverloadOfEverybodyIsToldAsOne(Protocol client) {
    ScriptedProvider one =
        Gateway.provider("one", client).reply(Reply.error(FailureKind.OVERLOADED));
    try (Gateway gateway = new Gateway(one)) {
      int overloaded = client == Protocol.ANTHROPIC_MESSAGES ? 529 : 503;
      assertEquals(overloaded, gateway.ask(client, false).status());
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aLimitSaysWhenToComeAgain(Protocol client) {
    ScriptedProvider one =
        Gateway.provider("one", client)
            .reply(
                Reply.error(FailureKind.RATE_LIMITED)
                    .withRetryAfter(java.time.Duration.ofSeconds(30)));
    try (Gateway gateway = new Gateway(one)) {
      WireTape tape = gateway.ask(client, true);
      assertEquals(429, tape.status());
      assertEquals("30", tape.headers().get("retry-after"));
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void whatCannotBeReadOrRoutedIsAnAnswerToo(Protocol client) {
    try (Gateway gateway = new Gateway(Gateway.provider("one", client))) {
      WireTape broken = gateway.ask(WireRequest.of(client, Json.utf8("{\"model\":")));
      assertEquals(400, broken.status());
      assertFalse(error(client, broken).message().isBlank());
      CallOptions nobody = CallOptions.builder().providerPin("nobody").build();
      WireTape lost = gateway.ask(Gateway.request(client, "m", true).options(nobody).build());
      assertTrue(lost.status() >= 400 && lost.status() < 500, () -> lost.status() + lost.text());
    }
  }

  @Test
  void aCallerMayBeKeptFromModels() {
    try (Gateway gateway = new Gateway(ScriptedProvider.openai("one"))) {
      WireRequest request =
          Gateway.request(Protocol.OPENAI_CHAT, "m", false).allowedModels(List.of("x*")).build();
      assertEquals(403, gateway.ask(request).status());
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aProviderThatAnswersWholeToAStreamIsStreamedAllTheSame(Protocol client, Protocol target) {
    ScriptedProvider other = Gateway.provider("other", target).reply(Reply.text("Hello"));
    String whole;
    try (Gateway gateway = new Gateway(other)) {
      whole = gateway.ask(target, false).text();
    }
    ScriptedProvider one = Gateway.provider("one", target).reply(Gateway.whole(whole));
    try (Gateway gateway = new Gateway(one)) {
      WireTape tape = gateway.ask(client, true);
      assertTrue(tape.frames().size() > 0);
      assertEquals("Hello", Gateway.read(client, tape).text());
      assertTrue(stream(client, tape).whole());
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aBufferedClientGetsOneBodyOfWhatIsStreamedUpstream(Protocol client, Protocol target) {
    ScriptedProvider one = Gateway.provider("one", target).reply(Reply.text("Hello you"));
    try (Gateway gateway =
        new Gateway(
            kit ->
                kit.configure(
                    tree ->
                        tree.dispatch(
                            DispatchRules.DEFAULT.withUpstreamStream(UpstreamStream.ALWAYS))),
            one)) {
      WireTape tape = gateway.ask(client, false);
      assertTrue(one.calls().get(0).stream());
      assertEquals(List.of("head", "body"), tape.steps());
      assertEquals("Hello you", Gateway.read(client, tape).text());
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void anAnswerIsContinuedElsewhereIfThatIsAskedFor(Protocol client, Protocol other) {
    ScriptedProvider one =
        Gateway.provider("one", client).reply(Reply.text("Once upon a time").cutAfter(2));
    ScriptedProvider two = Gateway.provider("two", other).reply(Reply.text("a time"));
    CallOptions goesOn = CallOptions.builder().resume(ResumePolicy.CONTINUE).build();
    try (Gateway gateway = new Gateway(one, two)) {
      WireTape tape = gateway.ask(Gateway.request(client, "m", true).options(goesOn).build());
      Gateway.Stream got = stream(client, tape);
      assertNull(got.error());
      assertTrue(got.whole());
      assertEquals("Once upon a time", got.fold().response().text());
    }
  }

  /** Of each frame: what it says, and whether the attempt was accounted when it came. */
  private static final class Accounts implements WireSink {
    private final List<String> seen = new ArrayList<>();
    private @Nullable WireReply reply;

    private void note(String what) {
      boolean accounted = reply != null && reply.trace().served().isPresent();
      seen.add((accounted ? "accounted " : "open ") + what);
    }

    @Override
    public void head(int status, Map<String, String> headers) {
      note("head");
    }

    @Override
    public void frame(SseFrame frame) {
      note(frame.event() == null ? "frame" : frame.event());
    }

    @Override
    public void comment(String text) {
      note("comment");
    }

    @Override
    public void body(byte[] body) {
      note("body");
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void theEndIsShownOnceTheAttemptIsAccounted(Protocol target) throws IOException {
    ScriptedProvider one = Gateway.provider("one", target).reply(Reply.text("Hi you"));
    Accounts accounts = new Accounts();
    try (Gateway gateway = new Gateway(one);
        WireReply reply =
            gateway.exchange(Gateway.request(Protocol.ANTHROPIC_MESSAGES, "m", true).build())) {
      accounts.reply = reply;
      reply.writeTo(accounts);
    }
    assertAll(
        () -> assertTrue(accounts.seen.contains("open head")),
        () -> assertTrue(accounts.seen.contains("open content_block_delta")),
        () -> assertTrue(accounts.seen.contains("accounted comment")),
        () -> assertTrue(accounts.seen.contains("accounted message_delta")),
        () -> assertTrue(accounts.seen.contains("accounted message_stop")),
        () -> assertFalse(accounts.seen.contains("open message_delta")));
  }

  @Test
  void theCostStandsInACommentBeforeTheEndOrInAHeader() {
    ScriptedProvider one = ScriptedProvider.openai("one");
    UnaryOperator<TestRouter.Builder> priced =
        kit ->
            kit.configure(
                tree ->
                    tree.price(
                        new PriceConfig(
                            "one", "*", TokenPrices.of(new BigDecimal("1"), new BigDecimal("2")))));
    try (Gateway gateway = new Gateway(priced, one)) {
      WireTape stream = gateway.ask(Protocol.OPENAI_CHAT, true);
      String comment =
          stream.steps().stream().filter(s -> s.contains("cost-usd=0.")).findFirst().orElseThrow();
      assertTrue(stream.steps().indexOf(comment) < stream.steps().lastIndexOf("frame"));
      WireTape whole = gateway.ask(Protocol.OPENAI_CHAT, false);
      assertTrue(whole.headers().get("x-patchbay-cost-usd").startsWith("0."));
    }
  }

  @Test
  void afterAnEarlyHeadAnErrorIsToldInTheStream() throws IOException {
    ScriptedProvider one = ScriptedProvider.anthropic("one").reply(Reply.status(400));
    List<String> seen = new ArrayList<>();
    WireSink early =
        new WireSink() {
          @Override
          public void head(int status, Map<String, String> headers) {
            seen.add("head");
          }

          @Override
          public void frame(SseFrame frame) {
            seen.add(String.valueOf(frame.event()));
          }

          @Override
          public void comment(String text) {}

          @Override
          public void body(byte[] body) {
            seen.add("body");
          }

          @Override
          public boolean begun() {
            return true;
          }
        };
    try (Gateway gateway = new Gateway(one);
        WireReply reply =
            gateway.exchange(Gateway.request(Protocol.ANTHROPIC_MESSAGES, "m", true).build())) {
      reply.writeTo(early);
    }
    assertEquals(List.of("error"), seen);
  }

  @Test
  void anAnswerIsWrittenOnce() throws IOException {
    try (Gateway gateway = new Gateway(ScriptedProvider.openai("one"));
        WireReply reply =
            gateway.exchange(Gateway.request(Protocol.OPENAI_CHAT, "m", true).build())) {
      assertTrue(reply.isStream());
      reply.writeTo(new WireTape());
      assertThrows(IllegalStateException.class, () -> reply.writeTo(new WireTape()));
    }
  }
}
