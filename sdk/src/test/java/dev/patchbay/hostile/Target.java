package dev.patchbay.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.patchbay.Router;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.config.AccountConfig;
import dev.patchbay.config.ProviderConfig;
import dev.patchbay.config.RouterConfig;
import dev.patchbay.course.DispatchRules;
import dev.patchbay.course.Timeouts;
import dev.patchbay.course.UpstreamStream;
import dev.patchbay.route.Substitution;
import dev.patchbay.secret.Secret;
import dev.patchbay.testserver.RawServer;
import dev.patchbay.trace.RouterException;
import dev.patchbay.wire.Protocol;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A router with one account, which takes one request at a time, at a server that means harm: a
 * lease that is lost, or a connection, shows at once.
 */
final class Target implements AutoCloseable {
  static final String KEY = "zq9-CANARY-7f3a1b";

  /** How the caller asks. */
  enum Style {
    CHAT,
    CHAT_OVER_STREAM,
    STREAM
  }

  /**
   * How a call ended.
   *
   * @param text what the caller was shown
   * @param failure null for an answer
   */
  record End(String text, @Nullable ChatResponse answer, @Nullable RouterException failure) {}

  /** Short enough to wait for in a test; every phase has its own, so that a test can tell them. */
  private static final Timeouts TIMES =
      new Timeouts(
          Duration.ofSeconds(1),
          Duration.ofMillis(300),
          Duration.ofMillis(300),
          Duration.ofMillis(300),
          Duration.ofMillis(300),
          Duration.ofMillis(900),
          Duration.ofMillis(900),
          Duration.ofSeconds(10),
          Duration.ofMillis(300));

  final RawServer server;
  final Router router;
  private final Style style;

  Target(Style style, Protocol protocol, RawServer.Script script) {
    this(style, protocol, TIMES, script);
  }

  Target(Style style, Protocol protocol, Timeouts times, RawServer.Script script) {
    this.style = style;
    server = new RawServer(script);
    router = router(server.url() + "/v1", style, protocol, times);
  }

  /** With times that leave room for much to come. */
  static Target patient(Style style, Protocol protocol, RawServer.Script script) {
    return new Target(style, protocol, Timeouts.DEFAULT, script);
  }

  static Router router(String baseUrl, Style style, Protocol protocol) {
    return router(baseUrl, style, protocol, TIMES);
  }

  static DispatchRules rules(Style style) {
    return rules(style, TIMES);
  }

  private static DispatchRules rules(Style style, Timeouts times) {
    UpstreamStream streamed =
        style == Style.CHAT_OVER_STREAM ? UpstreamStream.ALWAYS : UpstreamStream.NEVER;
    DispatchRules base = DispatchRules.DEFAULT;
    return new DispatchRules(
        1,
        base.delay(),
        base.backoff(),
        1,
        Duration.ZERO,
        base.hedgeMax(),
        times,
        base.resume(),
        streamed,
        Substitution.CONFIGURED);
  }

  private static Router router(String baseUrl, Style style, Protocol protocol, Timeouts times) {
    return Router.builder()
        .config(
            RouterConfig.builder()
                .provider(
                    ProviderConfig.of("one")
                        .baseUrl(baseUrl)
                        .protocol(protocol)
                        .account(new AccountConfig("main", Secret.of(KEY), 0, 1, 1))
                        .build())
                .dispatch(rules(style, times))
                .build())
        .drain(Duration.ofMillis(100))
        .build();
  }

  End ask() {
    return ask(ChatRequest.of("one:m", "Hello"));
  }

  /** Asks; whatever else than an answer or a RouterException comes out fails the test. */
  End ask(ChatRequest request) {
    return ask(router, style, request);
  }

  static End ask(Router router, Style style, ChatRequest request) {
    try {
      if (style != Style.STREAM) {
        ChatResponse answer = router.chat(request);
        return new End(answer.text(), answer, null);
      }
      try (ChatStream stream = router.stream(request)) {
        ChatResponse answer = stream.response();
        return new End(answer.text(), answer, null);
      }
    } catch (RouterException e) {
      return new End("", null, e);
    }
  }

  /** Asks within a time, and sees that nothing is left behind. */
  End askWithin(Duration most) {
    End end = assertTimeoutPreemptively(most, () -> ask());
    assertFree();
    return end;
  }

  /** The lease is back, and the connection gone. */
  void assertFree() {
    assertEquals(0, router.accounts().list().get(0).inFlight(), "leases left");
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
    while (server.connections() > 0 && System.nanoTime() < until) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    assertEquals(0, server.connections(), "connections left");
  }

  @Override
  public void close() {
    router.close();
    server.close();
  }
}
