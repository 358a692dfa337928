package dev.patchbay.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.json.JsonTree;
import dev.patchbay.json.RawJson;
import dev.patchbay.server.setup.ServerConfig;
import dev.patchbay.server.setup.Setup;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is changed at one server is in force at another one on the same database soon. */
final class SharedDatabaseTest {
  /** It takes a second or two; a busy machine may take longer. */
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path folder;

  private static RunningAdapter server(String url) {
    dev.patchbay.secret.Secret key =
        dev.patchbay.secret.Secret.of(Base64.getEncoder().encodeToString(new byte[32]));
    return RunningAdapter.of(
        new Setup(
            ServerConfig.DEFAULT.withPort(0),
            Map.of("database", Map.of("url", url)),
            dev.patchbay.secret.Secret.of("admin-token"),
            null,
            key));
  }

  @Test
  void overAFileOfSqlite() {
    shares("jdbc:sqlite:" + folder.resolve("shared.db"));
  }

  @Test
  void overPostgresql() throws IOException {
    EmbeddedPostgres started = null;
    try {
      started = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    } catch (IOException | RuntimeException e) {
      System.err.println("######## THE TEST OF SERVERS ON POSTGRESQL IS SKIPPED: " + e);
      Assumptions.abort("no PostgreSQL runs here: " + e);
    }
    try (EmbeddedPostgres database = started) {
      shares(database.getJdbcUrl("postgres", "postgres"));
    }
  }

  private static void shares(String url) {
    try (RunningAdapter one = server(url);
        RunningAdapter other = server(url)) {
      say(
          one,
          "POST",
          "/admin/providers",
          """
          {"name": "lab", "provider_type": "custom", "base_url": "http://127.0.0.1:9/v1",
           "api_key": "k", "models": ["m"]}
          """);
      soon(() -> get(other, "/admin/providers/lab").statusCode() == 200);
      say(
          other,
          "POST",
          "/accounts",
          "{\"provider\": \"lab\", \"name\": \"b\", \"api_key\": \"l\"}");
      soon(() -> get(one, "/accounts/lab/b").statusCode() == 200);
      say(one, "POST", "/accounts/lab/b/pause", "");
      soon(() -> "true".equals(field(get(other, "/accounts/lab/b"), "paused")));
      say(other, "POST", "/admin/settings", "{\"default_model\": \"m\"}");
      soon(() -> "m".equals(field(get(one, "/config"), "default_model")));
      assertEquals("m", one.server().adapter().router().config().defaultModel());
      keys(one, other);
      alerts(one, other);
      say(other, "DELETE", "/admin/providers/lab", "");
      soon(() -> get(one, "/admin/providers/lab").statusCode() == 404);
    }
  }

  private static void keys(RunningAdapter one, RunningAdapter other) {
    HttpResponse<String> made = say(one, "POST", "/admin/api-keys", "{\"name\": \"ci\"}");
    String[] bearer = {"Authorization", "Bearer " + field(made, "key")};
    soon(() -> other.get("/v1/models", bearer).statusCode() == 200);
    soon(() -> other.get("/v1/models").statusCode() == 401);
    say(other, "PUT", "/admin/api-keys/" + field(made, "id"), "{\"enabled\": false}");
    soon(() -> one.get("/v1/models", bearer).statusCode() == 401);
  }

  private static void alerts(RunningAdapter one, RunningAdapter other) {
    String end = Instant.now().plusSeconds(3600).toString();
    say(one, "POST", "/admin/api-keys", "{\"name\": \"soon\", \"expires_at\": \"" + end + "\"}");
    look(one);
    look(other);
    String open = get(other, "/monitor/alerts?state=open").body();
    assertEquals(2, open.split("\"id\":", -1).length, open);
    assertTrue(open.contains("\"kind\":\"key_expiring\""), open);
    say(other, "POST", "/monitor/alerts/acknowledge-all", "");
    look(one);
    assertTrue(
        get(one, "/metrics")
            .body()
            .contains("patchbay_alerts{kind=\"key_expiring\",state=\"acknowledged\"} 1.0"));
  }

  private static void look(RunningAdapter server) {
    Adapter adapter = server.server().adapter();
    adapter.alerts().look(adapter.router());
  }

  private static HttpResponse<String> get(RunningAdapter server, String path) {
    return server.get(path, "Authorization", "Bearer admin-token");
  }

  private static HttpResponse<String> say(
      RunningAdapter server, String method, String path, String json) {
    HttpResponse<String> answer =
        server.send(method, path, json, "Authorization", "Bearer admin-token");
    assertTrue(answer.statusCode() < 300, answer.body());
    return answer;
  }

  private static String field(HttpResponse<String> answer, String name) {
    Map<?, ?> object = (Map<?, ?>) JsonTree.of(RawJson.of(answer.body())).value();
    return String.valueOf(object.get(name));
  }

  private static void soon(BooleanSupplier so) {
    Instant end = Instant.now().plus(SOON);
    while (!so.getAsBoolean()) {
      assertTrue(Instant.now().isBefore(end), "not seen in " + SOON);
      java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
    }
  }
}
