package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.CallOptions;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.config.LogConfig;
import dev.patchbay.course.DispatchRules;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.log.RequestFilter;
import dev.patchbay.log.RequestPayload;
import dev.patchbay.log.RequestRecord;
import dev.patchbay.log.RequestStatistics;
import dev.patchbay.log.RequestTail;
import dev.patchbay.log.StatisticsGroup;
import dev.patchbay.store.database.TestDatabases;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testing.TestRouter;
import dev.patchbay.testserver.WireTape;
import dev.patchbay.trace.RouterException;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.WireReply;
import dev.patchbay.wire.WireRequest;
import dev.patchbay.wire.WireSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each request is in the log once, whatever becomes of it. */
class RequestsTest {
  private static TestRouter kit(ScriptedProvider... providers) {
    return kit(false, providers);
  }

  private static TestRouter kit(boolean payloads, ScriptedProvider... providers) {
    TestRouter.Builder builder = TestRouter.builder();
    for (int i = 0; i < providers.length; i++) {
      int place = i;
      builder.provider(providers[i], config -> config.priority(place));
    }
    return builder
        .configure(tree -> tree.log(new LogConfig(payloads, Duration.ofDays(30))))
        .build();
  }

  private static ScriptedProvider says(String name, Reply... replies) {
    return ScriptedProvider.openai(name)
        .reply(replies[0], List.of(replies).subList(1, replies.length).toArray(Reply[]::new));
  }

  /** The one request that was logged. */
  private static RequestRecord only(TestRouter kit) {
    List<RequestRecord> all = kit.router().requests().list(10);
    assertEquals(1, all.size(), all::toString);
    return all.get(0);
  }

  @Test
  void aRequestIsLoggedWithWhoseItWasAndWhatItTook() {
    try (TestRouter kit = kit(says("one", Reply.text("Hello you")))) {
      CallOptions options =
          CallOptions.builder()
              .tenant("acme")
              .caller("app")
              .key("key-7")
              .conversation("talk")
              .tags(List.of("batch"))
              .build();
      ChatResponse answer =
          kit.router().chat(ChatRequest.of("m", "Hi").toBuilder().options(options).build());
      RequestRecord logged = only(kit);
      assertEquals(answer.trace(), logged.trace());
      assertEquals(answer.trace().requestId(), logged.id());
      assertTrue(logged.served());
      assertFalse(logged.streamed());
      assertEquals("typed", logged.origin().client());
      assertEquals("acme", logged.origin().tenant());
      assertEquals("app", logged.origin().caller());
      assertEquals("key-7", logged.origin().key());
      assertEquals("talk", logged.origin().conversation());
      assertEquals(List.of("batch"), logged.origin().tags());
      assertEquals("m", logged.askedModel());
      assertEquals("one/main", logged.account());
      assertEquals(answer.usage(), logged.usage());
      assertTrue(
          logged.timing().overhead().compareTo(logged.timing().duration()) <= 0,
          () -> logged.timing().toString());
    }
  }

  @Test
  void aRequestThatFailsOverIsOneRow() {
    try (TestRouter kit =
        kit(says("one", Reply.error(FailureKind.RATE_LIMITED)), says("two", Reply.text("Hi")))) {
      kit.router().chat("m", "Hi");
      RequestRecord logged = only(kit);
      assertTrue(logged.served());
      assertTrue(logged.failedOver());
      assertEquals("two", logged.provider());
      assertEquals(2, logged.trace().attempts().size());
    }
  }

  @Test
  void aRequestThatNobodyCanServeIsLoggedAsRefused() {
    try (TestRouter kit = kit(says("one", Reply.text("Hi")))) {
      kit.router().accounts().pause("one/main");
      assertThrows(RouterException.class, () -> kit.router().chat("m", "Hi"));
      RequestRecord logged = only(kit);
      assertFalse(logged.served());
      assertNotNull(logged.failure());
      assertNotNull(logged.message());
      assertNull(logged.provider());
      assertFalse(logged.trace().dropped().isEmpty());
      assertEquals(logged.timing().duration(), logged.timing().overhead());
    }
  }

  @Test
  void aStreamThatIsRefusedIsOneRow() {
    try (TestRouter kit = kit(says("one", Reply.text("Hi")))) {
      kit.router().accounts().pause("one/main");
      assertThrows(RouterException.class, () -> kit.router().stream("m", "Hi"));
      assertTrue(only(kit).streamed());
    }
  }

  @Test
  void aStreamIsLoggedWhenItHasBeenRead() {
    try (TestRouter kit = kit(says("one", Reply.text("a b c")));
        ChatStream stream = kit.router().stream("m", "Hi")) {
      assertEquals(List.of(), kit.router().requests().list(10));
      stream.forEach(event -> {});
      assertEquals(stream.response().usage(), only(kit).usage());
      assertTrue(only(kit).streamed());
    }
  }

  @Test
  void aStreamThatNobodyReadsIsLoggedAsCancelled() {
    try (TestRouter kit = kit(says("one", Reply.text("a b c")))) {
      kit.router().stream("m", "Hi").close();
      assertEquals(FailureKind.CANCELLED, only(kit).failure());
    }
  }

  @Test
  void aStreamThatBreaksIsLoggedOnceWithItsFailure() {
    try (TestRouter kit = kit(says("one", Reply.text("a b c d").cutAfter(2)));
        ChatStream stream = kit.router().stream("m", "Hi")) {
      assertThrows(RouterException.class, () -> stream.forEach(event -> {}));
      assertEquals(FailureKind.CUT, only(kit).failure());
      assertEquals("one/main", only(kit).account());
    }
  }

  @Test
  void aConsumerThatThrowsEndsItsRequestInOneRow() {
    try (TestRouter kit = kit(says("one", Reply.text("a b c d")));
        ChatStream stream = kit.router().stream("m", "Hi")) {
      assertThrows(
          IllegalStateException.class,
          () ->
              stream.forEach(
                  event -> {
                    throw new IllegalStateException("no more");
                  }));
      assertEquals(FailureKind.CANCELLED, only(kit).failure());
    }
  }

  private static DispatchRules hedged(Duration after) {
    DispatchRules d = DispatchRules.DEFAULT;
    return new DispatchRules(
        1,
        d.delay(),
        d.backoff(),
        d.maxAttempts(),
        after,
        2,
        d.timeouts(),
        d.resume(),
        d.upstreamStream(),
        d.substitution());
  }

  @Test
  void aRaceIsOneRow() {
    ScriptedProvider slow =
        says("one", Reply.text("late").withFirstTokenAfter(Duration.ofSeconds(5)));
    try (TestRouter kit =
        TestRouter.builder()
            .overHttp()
            .provider(slow, config -> config.priority(0))
            .provider(says("two", Reply.text("Hi")), config -> config.priority(1))
            .configure(tree -> tree.dispatch(hedged(Duration.ofMillis(30))))
            .build()) {
      assertEquals("Hi", kit.router().chat("m", "Hi").text());
      RequestRecord logged = only(kit);
      assertEquals(2, logged.trace().attempts().size());
      assertEquals("two", logged.provider());
      assertFalse(logged.failedOver());
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aClientsRequestIsLoggedUnderItsProtocol(Protocol protocol) {
    for (boolean stream : List.of(false, true)) {
      try (Gateway gateway =
          new Gateway(Gateway.provider("one", protocol).reply(Reply.text("a")))) {
        WireTape tape = gateway.ask(protocol, stream);
        RequestRecord logged = only(gateway.kit);
        assertEquals(tape.headers().get("x-patchbay-request-id"), logged.id());
        assertEquals(protocol.id(), logged.origin().client());
        assertEquals(stream, logged.streamed());
        assertTrue(logged.served());
      }
    }
  }

  @Test
  void aClientsRequestThatCannotBeReadIsLogged() {
    try (Gateway gateway = new Gateway(says("one", Reply.text("a")))) {
      gateway.ask(WireRequest.of(Protocol.ANTHROPIC_MESSAGES, new byte[] {'{'}));
      RequestRecord logged = only(gateway.kit);
      assertEquals(FailureKind.INVALID_REQUEST, logged.failure());
      assertEquals("anthropic-messages", logged.origin().client());
    }
  }

  @Test
  void aClientThatLeavesIsOneRow() {
    try (Gateway gateway = new Gateway(says("one", Reply.text("a b c d")));
        WireReply reply =
            gateway.exchange(Gateway.request(Protocol.OPENAI_CHAT, "m", true).build())) {
      assertThrows(IOException.class, () -> reply.writeTo(new Leaving()));
      assertEquals(FailureKind.CANCELLED, only(gateway.kit).failure());
      assertEquals("The caller left while the answer was written", only(gateway.kit).message());
    }
  }

  /** Goes at the first frame. */
  private static final class Leaving implements WireSink {
    @Override
    public void head(int status, Map<String, String> headers) {}

    @Override
    public void frame(SseFrame frame) throws IOException {
      throw new IOException("gone");
    }

    @Override
    public void comment(String text) {}

    @Override
    public void body(byte[] body) {}
  }

  @Test
  void whatIsSaidIsNotKeptUnlessItIsAskedFor() {
    try (TestRouter kit = kit(says("one", Reply.text("Hello")))) {
      ChatResponse answer = kit.router().chat("m", "Hi");
      assertTrue(kit.router().requests().payload(answer.trace().requestId()).isEmpty());
    }
  }

  private static RequestPayload payload(TestRouter kit) {
    return kit.router().requests().payload(only(kit).id()).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void bodiesOfATypedCallAreChatJson(boolean stream) {
    try (TestRouter kit = kit(true, says("one", Reply.text("Hello there")))) {
      ChatRequest request = ChatRequest.of("m", "What is up?");
      ChatResponse answer =
          stream ? kit.router().stream(request).response() : kit.router().chat(request);
      RequestPayload payload = payload(kit);
      assertEquals(
          request.messages(),
          dev.patchbay.chat.ChatJson.readRequest(payload.request().text()).messages());
      assertEquals(
          answer.message(),
          dev.patchbay.chat.ChatJson.readResponse(payload.response().text()).message());
      assertFalse(payload.request().truncated());
    }
  }

  @Test
  void whatCameOfABrokenStreamIsKept() {
    try (TestRouter kit = kit(true, says("one", Reply.text("a b c d").cutAfter(2)));
        ChatStream stream = kit.router().stream("m", "Hi")) {
      assertThrows(RouterException.class, () -> stream.forEach(event -> {}));
      assertTrue(payload(kit).response().text().contains("a b "), payload(kit)::toString);
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void bodiesOfAClientAreItsBytes(Protocol protocol) {
    for (boolean stream : List.of(false, true)) {
      try (Gateway gateway =
          new Gateway(
              kit -> kit.configure(tree -> tree.log(new LogConfig(true, Duration.ofDays(1)))),
              Gateway.provider("one", protocol).reply(Reply.text("a b")))) {
        WireRequest request = Gateway.request(protocol, "m", stream).build();
        WireTape tape = gateway.ask(request);
        RequestPayload payload = payload(gateway.kit);
        assertEquals(new String(request.body(), StandardCharsets.UTF_8), payload.request().text());
        if (stream) {
          for (SseFrame frame : tape.frames()) {
            assertTrue(payload.response().text().contains(frame.lines()), frame::toString);
          }
        } else {
          assertEquals(new String(tape.body(), StandardCharsets.UTF_8), payload.response().text());
        }
      }
    }
  }

  @Test
  void theErrorThatAClientWasToldIsKept() {
    try (Gateway gateway =
        new Gateway(
            kit -> kit.configure(tree -> tree.log(new LogConfig(true, Duration.ofDays(1)))),
            says("one", Reply.status(400)))) {
      WireTape tape = gateway.ask(Protocol.OPENAI_CHAT, false);
      assertEquals(
          new String(tape.body(), StandardCharsets.UTF_8), payload(gateway.kit).response().text());
    }
  }

  @Test
  void liveViewsGetEachRequestOnce() {
    try (TestRouter kit = kit(says("one", Reply.text("Hello")))) {
      Requests requests = kit.router().requests();
      RequestTail tail = requests.follow(null, 10);
      kit.router().chat("m", "Hi");
      tail = requests.follow(tail.cursor(), 10);
      assertEquals(1, tail.requests().size());
      assertEquals(List.of(), requests.follow(tail.cursor(), 10).requests());
    }
  }

  @Test
  void statisticsTellProvidersApart() {
    try (TestRouter kit =
        kit(says("one", Reply.error(FailureKind.RATE_LIMITED)), says("two", Reply.text("Hi")))) {
      kit.router().chat("m", "Hi");
      kit.router().chat("m", "Hi");
      List<RequestStatistics> all =
          kit.router().requests().statistics(RequestFilter.ALL, StatisticsGroup.PROVIDER);
      assertEquals(1, all.size());
      assertEquals(Map.of(StatisticsGroup.PROVIDER, "two"), all.get(0).group());
      assertEquals(2, all.get(0).requests());
      assertEquals(0.5, all.get(0).failoverRate());
    }
  }

  @Test
  void clearingLeavesNothing() {
    try (TestRouter kit = kit(says("one", Reply.text("Hello")))) {
      kit.router().chat("m", "Hi");
      kit.router().requests().clear();
      assertEquals(List.of(), kit.router().requests().list(10));
    }
  }

  @Test
  void aDatabaseKeepsRequestsForTheNextRouter() {
    String url = "jdbc:sqlite:" + TestDatabases.sqliteFile();
    String id;
    try (TestRouter kit = keeping(url)) {
      id = kit.router().chat("m", "Hi").trace().requestId();
    }
    try (TestRouter kit = keeping(url)) {
      assertEquals(id, only(kit).id());
      assertTrue(payload(kit).response().text().contains("Hello"));
    }
  }

  private static TestRouter keeping(String url) {
    return TestRouter.builder()
        .provider(says("one", Reply.text("Hello")))
        .configure(tree -> tree.log(new LogConfig(true, Duration.ofDays(30))))
        .router(builder -> builder.database(url))
        .build();
  }
}
