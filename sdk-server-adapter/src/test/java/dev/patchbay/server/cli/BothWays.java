package dev.patchbay.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.patchbay.server.Adapter;
import dev.patchbay.server.RunningAdapter;
import dev.patchbay.testing.FakeUpstream;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Commands on a database, and on a server that runs on it; with one provider {@code lab}. */
final class BothWays implements AutoCloseable {
  private final FakeUpstream upstream =
      FakeUpstream.of(ScriptedProvider.openai("lab").reply(Reply.text("Hello you")));
  private final Map<String, String> environment =
      Map.of(
          "LAB_TYPE", "custom",
          "LAB_API_KEY", "canary-lab",
          "LAB_BASE_URL", upstream.baseUrl("lab"),
          "SPARE_KEY", "canary-spare");
  private final String database;
  private @Nullable RunningAdapter running;

  private BothWays(Path folder) {
    this.database = "jdbc:sqlite:" + folder.resolve("test.db");
  }

  /** Runs a test of commands on a database that a server used before. */
  static void with(Path folder, boolean remote, Consumer<BothWays> test) {
    try (BothWays ways = new BothWays(folder)) {
      if (remote) {
        ways.serve();
      }
      test.accept(ways);
    }
  }

  private RunningAdapter serve() {
    RunningAdapter server = RunningAdapter.of(tree());
    running = server;
    return server;
  }

  private Map<String, Object> tree() {
    Map<String, Object> lab = new LinkedHashMap<>();
    lab.put("type", "custom");
    lab.put("base-url", upstream.baseUrl("lab"));
    lab.put("accounts", List.of(Map.of("api-key", "canary-lab")));
    return Map.of("providers", Map.of("lab", lab), "database", Map.of("url", database));
  }

  /** Lets a client ask a server on the database, the running one if there is one. */
  void clientAsks(String model) {
    RunningAdapter server = running == null ? RunningAdapter.of(tree()) : running;
    String body =
        "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    assertEquals(200, server.post("/v1/chat/completions", body).statusCode());
    if (running == null) {
      server.close();
    }
  }

  /** Lets a server on the database, the running one if there is one, look for alerts. */
  void serverLooks() {
    RunningAdapter server = running == null ? RunningAdapter.of(tree()) : running;
    Adapter adapter = server.server().adapter();
    adapter.alerts().look(adapter.router());
    if (running == null) {
      server.close();
    }
  }

  /** What a command says; it must exit with 0 and show no credential. */
  String run(String... args) {
    Ran ran = ran(args);
    assertEquals(0, ran.code(), ran::toString);
    return ran.out();
  }

  /** How a command ends. */
  Ran ran(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    if (running == null) {
      all.addAll(List.of("--database", database));
    } else {
      all.addAll(List.of("--url", running.server().address().toString()));
    }
    Ran ran = Ran.of(environment, all.toArray(String[]::new));
    assertFalse((ran.out() + ran.err()).contains("canary"), ran::toString);
    return ran;
  }

  @Override
  public void close() {
    if (running != null) {
      running.close();
    }
    upstream.close();
  }
}
