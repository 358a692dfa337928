package dev.patchbay.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.json.JsonTree;
import dev.patchbay.json.RawJson;
import dev.patchbay.secret.Secret;
import dev.patchbay.server.setup.AlertConfig;
import dev.patchbay.server.setup.Origins;
import dev.patchbay.server.setup.ServerConfig;
import dev.patchbay.server.setup.Setup;
import dev.patchbay.testing.FakeUpstream;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that the log keeps are sealed without being told, and told to whoever may read them. */
final class SealedBodiesTest {
  private static final String CANARY = "zq9canary";
  private static final String ANSWER = "zq9answer";

  @TempDir private Path folder;
  private final FakeUpstream upstream =
      FakeUpstream.of(ScriptedProvider.openai("lab").reply(Reply.text(ANSWER)));

  @AfterEach
  void close() {
    upstream.close();
  }

  private static Secret key(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return Secret.of(Base64.getEncoder().encodeToString(bytes));
  }

  private RunningAdapter server(@Nullable Secret secretKey, Map<String, Object> keys) {
    Map<String, Object> log = new LinkedHashMap<>(keys);
    log.put("payloads", true);
    Map<String, Object> lab =
        Map.of(
            "protocol",
            "openai-chat",
            "base-url",
            upstream.baseUrl("lab"),
            "accounts",
            List.of(Map.of("name", "main", "api-key", "test")));
    Map<String, Object> tree =
        Map.of(
            "database",
            Map.of("url", "jdbc:sqlite:" + folder.resolve("x.db")),
            "log",
            log,
            "providers",
            Map.of("lab", lab));
    return RunningAdapter.of(
        new Setup(ServerConfig.DEFAULT.withPort(0), tree, null, null, secretKey));
  }

  /** The id of a request that says the canary. */
  private static String ask(RunningAdapter server, boolean stream) {
    HttpResponse<String> answer =
        server.post(
            "/v1/chat/completions",
            "{\"model\":\"m\",\"stream\":"
                + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\""
                + CANARY
                + "\"}]}",
            "X-Conversation-Id",
            "talk");
    assertEquals(200, answer.statusCode(), answer::body);
    assertTrue(answer.body().contains(ANSWER), answer::body);
    return answer.headers().firstValue("x-patchbay-request-id").orElseThrow();
  }

  private static void reads(RunningAdapter server, String id) {
    String told = server.get("/monitor/requests/" + id).body();
    assertTrue(told.contains(CANARY) && told.contains(ANSWER), told);
  }

  private static Object field(RunningAdapter server, String id, String name) {
    String told = server.get("/monitor/requests/" + id).body();
    return ((Map<?, ?>) JsonTree.of(RawJson.of(told)).value()).get(name);
  }

  /** What the database keeps of bodies, and of conversations. */
  private String bytes() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(one -> one.toString().contains("x.db")).toList()) {
        all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    assertTrue(all.toString().contains("req_"), "the test looks at the wrong bytes");
    return all.toString();
  }

  private static int count(String bytes, String text) {
    return bytes.split(text, -1).length - 1;
  }

  @Test
  void bodiesAreSealedWithTheKeyOfTheCredentialsBesideTheFile() throws IOException {
    String whole;
    String streamed;
    try (RunningAdapter server = server(null, Map.of())) {
      whole = ask(server, false);
      streamed = ask(server, true);
      reads(server, whole);
      reads(server, streamed);
      server.send("DELETE", "/v1/conversations/talk", "");
    }
    assertTrue(Files.exists(folder.resolve("x.db.key")));
    try (RunningAdapter server = server(null, Map.of())) {
      reads(server, whole);
      reads(server, streamed);
      server.post("/admin/maintenance/compact", "");
    }
    assertEquals(0, count(bytes(), CANARY));
  }

  @Test
  void aKeyOfItsOwnSealsConversationsToo() throws IOException {
    Map<String, Object> keys = Map.of("encryption-key", key(1).reveal());
    try (RunningAdapter server = server(null, keys)) {
      String id = ask(server, true);
      ask(server, false);
      reads(server, id);
      assertTrue(server.get("/v1/conversations/talk").body().contains(CANARY));
      assertEquals(0, count(bytes(), CANARY) + count(bytes(), ANSWER));
      String shown = server.get("/config").body();
      assertFalse(shown.contains(key(1).reveal()), shown);
      assertTrue(shown.contains("\"encryption_key\":\"****\""), shown);
    }
    assertFalse(Files.exists(folder.resolve("x.db.key")), "no key that nobody needs");
    assertEquals(0, count(bytes(), CANARY) + count(bytes(), ANSWER));
  }

  @Test
  void aMissingKeyIsToldWithItsSettingAndHidesNothingElse() {
    String id;
    try (RunningAdapter server = server(key(1), Map.of())) {
      id = ask(server, false);
      assertEquals(null, field(server, id, "payload_fault"));
    }
    try (RunningAdapter server = server(key(2), Map.of())) {
      assertEquals(null, field(server, id, "payload"));
      String fault = String.valueOf(field(server, id, "payload_fault"));
      assertTrue(fault.contains("log.old-encryption-keys"), fault);
      assertEquals("served", field(server, id, "outcome"));
    }
    Map<String, Object> old = Map.of("old-encryption-keys", List.of(key(1).reveal()));
    try (RunningAdapter server = server(key(2), old)) {
      reads(server, id);
    }
  }

  private RunningAdapter stored(@Nullable Secret key, Secret... old) {
    Map<String, Object> tree =
        Map.of("database", Map.of("url", "jdbc:sqlite:" + folder.resolve("x.db")));
    return RunningAdapter.of(
        new Setup(
            ServerConfig.DEFAULT.withPort(0),
            AlertConfig.DEFAULT,
            tree,
            null,
            null,
            key,
            List.of(old),
            Origins.NONE));
  }

  private static void opens(RunningAdapter server) {
    assertEquals(200, server.get("/admin/providers/lab").statusCode());
    assertTrue(server.get("/config").body().contains("\"faults\":[]"));
  }

  @Test
  void storedCredentialsAreSealedAnewWhenTheKeyChanges() {
    try (RunningAdapter server = stored(null)) {
      String lab = "{\"name\":\"lab\",\"base_url\":\"http://127.0.0.1:9/v1\",\"api_key\":\"sk\"}";
      assertEquals(201, server.post("/admin/providers", lab).statusCode());
    }
    try (RunningAdapter server = stored(key(1))) { // the file is the old key
      opens(server);
    }
    assertTrue(folder.resolve("x.db.key").toFile().delete());
    try (RunningAdapter server = stored(key(1))) {
      opens(server);
    }
    try (RunningAdapter server = stored(key(2), key(1))) {
      opens(server);
    }
    try (RunningAdapter server = stored(key(2))) {
      opens(server);
    }
  }

  @Test
  void whatWasSealedBeforeThereWasAKeyOfItsOwnStaysReadable() {
    String id;
    try (RunningAdapter server = server(null, Map.of())) {
      id = ask(server, false);
    }
    try (RunningAdapter server = server(null, Map.of("encryption-key", key(1).reveal()))) {
      reads(server, id);
    }
  }
}
