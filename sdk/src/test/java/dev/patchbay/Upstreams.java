package dev.patchbay;

import dev.patchbay.config.ProviderConfig;
import dev.patchbay.course.DispatchRules;
import dev.patchbay.event.RouteEvent;
import dev.patchbay.testserver.RawServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;

/**
 * Upstreams whose bytes a test writes in its own time, a router over them in the order they were
 * added, and what must be left when it is over: no connection, no lease, no thread.
 */
final class Upstreams implements AutoCloseable {
  static final String JSON_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n";

  final OkHttpClient client = new OkHttpClient();
  final List<RouteEvent> events = new CopyOnWriteArrayList<>();

  /** Released when the test is over: upstreams hold on to it to be silent. */
  final CountDownLatch over = new CountDownLatch(1);

  private final List<Thread> before = new ArrayList<>(Thread.getAllStackTraces().keySet());
  private final Map<String, RawServer> servers = new LinkedHashMap<>();
  private final RouterBuilder builder =
      Router.builder().httpClient(client).listener(events::add).drain(Duration.ofMillis(200));
  private Router router;

  Upstreams upstream(String id, RawServer.Script script) {
    RawServer server = new RawServer(script);
    servers.put(id, server);
    builder.provider(
        ProviderConfig.of(id)
            .baseUrl(server.url() + "/v1")
            .apiKey("sk-" + id + "-123456")
            .priority(servers.size())
            .build());
    return this;
  }

  Upstreams rules(UnaryOperator<RouterBuilder> change) {
    change.apply(builder);
    return this;
  }

  Upstreams hedged(Duration after) {
    DispatchRules d = DispatchRules.DEFAULT;
    DispatchRules rules =
        new DispatchRules(
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
    return rules(b -> b.configure(tree -> tree.dispatch(rules)));
  }

  String url(String id) {
    return servers.get(id).url();
  }

  Router router() {
    if (router == null) {
      router = builder.build();
    }
    return router;
  }

  /** Streams pieces of text; not yet its end. */
  static void say(OutputStream out, String... texts) throws IOException {
    for (String text : texts) {
      event(out, "{\"content\":\"" + text + "\"}", "null");
    }
  }

  /** The head of a stream and its invisible first event. */
  static void head(OutputStream out) throws IOException {
    out.write(RawServer.STREAM_HEAD.getBytes(StandardCharsets.UTF_8));
    event(out, "{\"role\":\"assistant\",\"content\":\"\"}", "null");
  }

  static void finish(OutputStream out) throws IOException {
    event(out, "{}", "\"stop\"");
    write(
        out,
        "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
            + "\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2,"
            + "\"total_tokens\":7}}\n\ndata: [DONE]\n\n");
  }

  static RawServer.Script whole(String... texts) {
    return (socket, out) -> {
      head(out);
      say(out, texts);
      finish(out);
    };
  }

  static RawServer.Script refusal(int status) {
    return (socket, out) ->
        write(
            out,
            "HTTP/1.1 "
                + status
                + " No\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
                + "{\"error\":{\"message\":\"no\",\"type\":\"invalid_request_error\"}}");
  }

  static RawServer.Script answer(String text) {
    return (socket, out) ->
        write(
            out,
            JSON_HEAD
                + "{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\","
                + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
                + text
                + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":5,"
                + "\"completion_tokens\":2,\"total_tokens\":7}}");
  }

  /** Says nothing; counts down when it is asked. */
  RawServer.Script silent(CountDownLatch asked) {
    return (socket, out) -> {
      asked.countDown();
      holds();
    };
  }

  void holds() throws InterruptedException {
    var unused = over.await(30, TimeUnit.SECONDS);
  }

  private static void event(OutputStream out, String delta, String finish) throws IOException {
    write(
        out,
        "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
            + "\"choices\":[{\"index\":0,\"delta\":"
            + delta
            + ",\"finish_reason\":"
            + finish
            + "}]}\n\n");
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** The kinds of events so far, in order. */
  List<String> heard() {
    return events.stream().map(event -> event.getClass().getSimpleName()).toList();
  }

  RouteEvent.Ended end() {
    List<RouteEvent.Ended> ends =
        events.stream()
            .filter(RouteEvent.Ended.class::isInstance)
            .map(RouteEvent.Ended.class::cast)
            .toList();
    if (ends.size() != 1) {
      throw new AssertionError("ended " + ends.size() + " times: " + heard());
    }
    return ends.get(0);
  }

  int busyConnections() {
    return client.connectionPool().connectionCount()
        - client.connectionPool().idleConnectionCount();
  }

  /** Workers may need a moment to notice the end. */
  static void eventually(String what, BooleanSupplier holds) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("still not: " + what);
      }
      Thread.onSpinWait();
    }
  }

  /** Nothing of a call is left. */
  void assertFreed() {
    eventually("connections freed", () -> busyConnections() == 0);
    eventually(
        "leases closed",
        () -> router().accounts().list().stream().allMatch(account -> account.inFlight() == 0));
  }

  /** Closes the router and looks for what it left behind. */
  void assertNothingLeft() {
    assertFreed();
    router().close();
    eventually("threads ended: " + ours(), () -> ours().isEmpty());
  }

  private List<String> ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("patchbay-") && !before.contains(thread))
        .map(Thread::getName)
        .toList();
  }

  @Override
  public void close() {
    over.countDown();
    router().close();
    servers.values().forEach(RawServer::close);
    client.connectionPool().evictAll();
  }
}
