package dev.patchbay.server.jetty;

import static dev.patchbay.server.jetty.Scripted.EVENTS;
import static dev.patchbay.server.jetty.Scripted.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Costs;
import dev.patchbay.chat.Usage;
import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.cost.LedgerState;
import dev.patchbay.cost.report.CostQuery;
import dev.patchbay.secret.Secret;
import dev.patchbay.server.AdapterServer;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Outlet;
import dev.patchbay.server.setup.ServerConfig;
import dev.patchbay.server.setup.Setup;
import dev.patchbay.server.setup.TlsConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Through everything: a client leaves, and its upstream has nothing more to do. */
final class UpstreamFreedTest {
  private static final String CHUNK =
      "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
          + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"hi\"}}]}\n\n";

  /** What the upstream does, and whether the client asked for a stream. */
  private enum State {
    MID_STREAM(true),
    SILENT_STREAM(true),
    STREAM_BEFORE_THE_HEAD(true),
    JSON_BEFORE_THE_HEAD(false),
    /** The upstream has begun; of that the client of an answer in one piece sees nothing. */
    JSON_HALF(false);

    final boolean stream;

    State(boolean stream) {
      this.stream = stream;
    }

    String request() {
      return "{\"model\":\""
          + this
          + "\",\"stream\":"
          + stream
          + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    }

    /** Whether its client sees what came until then. */
    boolean isSeen() {
      return this == MID_STREAM || this == SILENT_STREAM;
    }
  }

  /** The answers of the upstream, by the model they were asked of. */
  private final Map<State, Scripted> asked = new ConcurrentHashMap<>();

  /** Sooner than a heartbeat could tell, with time enough for a busy machine. */
  @ParameterizedTest
  @EnumSource(Visitor.Way.class)
  void hasNothingMoreToDo(Visitor.Way way) throws Exception {
    leaveAll(way).forEach((state, took) -> assertWithin(4000, way, state, took));
  }

  /** Two times of three: others may use the machine, too. */
  @Tag("slow")
  @ParameterizedTest
  @EnumSource(Visitor.Way.class)
  void hasNothingMoreToDoWithinASecond(Visitor.Way way) throws Exception {
    Map<State, List<Long>> all = new EnumMap<>(State.class);
    for (int i = 0; i < 3; i++) {
      leaveAll(way)
          .forEach((state, took) -> all.computeIfAbsent(state, s -> new ArrayList<>()).add(took));
    }
    System.getLogger(getClass().getName())
        .log(System.Logger.Level.INFO, "{0}: upstream free after {1} ms", way, all);
    all.forEach(
        (state, took) -> assertWithin(1000, way, state, took.stream().sorted().toList().get(1)));
  }

  private static void assertWithin(long most, Visitor.Way way, State state, long took) {
    assertTrue(took <= most, way + " " + state + " took " + took + " ms");
  }

  /** How many milliseconds after its client left each upstream was free. */
  private Map<State, Long> leaveAll(Visitor.Way way) throws Exception {
    Map<State, Long> took = new EnumMap<>(State.class);
    for (State each : State.values()) {
      asked.put(each, new Scripted((out, self) -> play(each, out, self)));
    }
    try (Listener lab = Listener.of(this::answer);
        AdapterServer server = AdapterServer.start(setup(lab, way.tls))) {
      for (State each : State.values()) {
        URI url = server.address().resolve("/v1/chat/completions");
        Visitor visitor = way.ask(url, each.request());
        assertTrue(asked.get(each).begun.await(30, TimeUnit.SECONDS));
        if (each.isSeen()) {
          visitor.await("hi");
        }
        took.put(each, asked.get(each).millisUntilCancelled(visitor.leave(), 20));
      }
      for (State each : List.of(State.MID_STREAM, State.SILENT_STREAM)) {
        assertInLedger(each, server.adapter().router().costs());
      }
    }
    return took;
  }

  private static void assertInLedger(State state, Costs costs) throws InterruptedException {
    CostQuery query = CostQuery.builder().model(state.name()).build();
    List<LedgerEntry> entries = costs.entries(query, null, 10).entries();
    for (int i = 0;
        i < 500 && (entries.isEmpty() || entries.get(0).state() == LedgerState.OPEN);
        i++) {
      Thread.sleep(10); // the row is closed after the upstream is
      entries = costs.entries(query, null, 10).entries();
    }
    assertEquals(1, entries.size(), state.name());
    assertEquals(LedgerState.CANCELLED, entries.get(0).state(), state.name());
    assertTrue(Usage.orZero(entries.get(0).usage().outputTotal()) > 0, entries.toString());
  }

  private Scripted answer(Call call) throws IOException {
    String body = new String(call.bytes(), StandardCharsets.UTF_8);
    return Stream.of(State.values())
        .filter(state -> body.contains("\"" + state + "\""))
        .map(asked::get)
        .findFirst()
        .orElseThrow();
  }

  private static void play(State state, Outlet out, Scripted self)
      throws IOException, InterruptedException {
    switch (state) {
      case STREAM_BEFORE_THE_HEAD, JSON_BEFORE_THE_HEAD -> {}
      case JSON_HALF -> {
        out.head(200, Map.of("content-type", "application/json"));
        out.write(bytes("{\"id\":\"c\",\"object\":\"chat.completion\",\"choices\":["));
      }
      case MID_STREAM, SILENT_STREAM -> {
        out.head(200, EVENTS);
        out.write(bytes(CHUNK));
      }
    }
    while (state == State.MID_STREAM && !self.isCancelled()) {
      out.write(bytes(CHUNK));
      Thread.sleep(50);
    }
    self.silence();
  }

  private static Setup setup(Listener lab, boolean tls) {
    Map<String, Object> row =
        Map.of(
            "protocol",
            "openai-chat",
            "base-url",
            lab.url("/v1").toString(),
            "upstream-stream",
            "never",
            "accounts",
            List.of(Map.of("name", "a", "api-key", "k")));
    ServerConfig config =
        tls
            ? Listener.config(new TlsConfig(Listener.keystore(), Secret.of(Listener.PASSWORD)))
            : ServerConfig.DEFAULT.withPort(0);
    return Setup.of(
        config, Map.of("providers", Map.of("lab", row), "retry", Map.of("attempts", 1)));
  }
}
