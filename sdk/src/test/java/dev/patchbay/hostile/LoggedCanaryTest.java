package dev.patchbay.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Router;
import dev.patchbay.config.LogConfig;
import dev.patchbay.config.ProviderConfig;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Durability;
import dev.patchbay.store.database.TestDatabases;
import dev.patchbay.store.log.SqlRequestLog;
import dev.patchbay.testserver.WireTape;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.WireRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;

/** No credential is in the bytes of a database, though everything that was said is kept there. */
class LoggedCanaryTest {
  private static final String PROVIDER_KEY = "zq9PROVIDER/key+7f3a=1b";
  private static final String CLIENT_KEY = "zq9CLIENT-very-own";

  private static final String MARK = "a word that may be kept";

  /** What a client pastes and what an upstream echoes. */
  private static final String SAID =
      MARK + " " + PROVIDER_KEY + " " + CLIENT_KEY + " Bearer " + CLIENT_KEY + " sk-zq9abcdefgh";

  /** In process nobody has a key of a client. */
  private static final String TYPED = MARK + " " + PROVIDER_KEY + " sk-zq9abcdefgh";

  private static MockResponse answer(int status, String said) {
    return new MockResponse.Builder()
        .code(status)
        .setHeader("content-type", "application/json")
        .body(
            status == 200
                ? "{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\","
                    + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
                    + said
                    + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":5,"
                    + "\"completion_tokens\":2,\"total_tokens\":7}}"
                : "{\"error\":{\"message\":\"" + said + "\",\"type\":\"t\"}}")
        .build();
  }

  private static WireRequest request() {
    String body =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + SAID + "\"}]}";
    return WireRequest.builder(Protocol.OPENAI_CHAT, body.getBytes(StandardCharsets.UTF_8))
        .headers(Map.of("Authorization", "Bearer " + CLIENT_KEY, "Cookie", "a=" + CLIENT_KEY))
        .build();
  }

  @Test
  void noCredentialIsInTheBytesOfTheDatabase() throws Exception {
    Path file = TestDatabases.sqliteFile();
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      for (int status : List.of(200, 400, 401)) {
        server.enqueue(answer(status, SAID));
      }
      server.enqueue(answer(200, TYPED));
      try (Database database = Database.open("jdbc:sqlite:" + file, Durability.PROCESS);
          Router router = router(database, server)) {
        assertEquals(200, WireTape.of(router.exchange(request())).status());
        assertEquals(400, WireTape.of(router.exchange(request())).status());
        assertEquals(502, WireTape.of(router.exchange(request())).status());
        router.accounts().reset("one/main");
        router.chat("m", TYPED);
        assertEquals(4, router.requests().list(10).size());
        router
            .requests()
            .list(10)
            .forEach(each -> assertTrue(router.requests().payload(each.id()).isPresent()));
      }
    }
    assertKept(file);
  }

  private static Router router(Database database, MockWebServer server) {
    return Router.builder()
        .configure(tree -> tree.log(new LogConfig(true, Duration.ofDays(1))))
        .provider(
            ProviderConfig.of("one")
                .baseUrl(server.url("/v1").toString())
                .apiKey(PROVIDER_KEY)
                .build())
        .requestLog(new SqlRequestLog(database))
        .build();
  }

  private static void assertKept(Path file) throws IOException {
    String bytes = bytes(file);
    assertTrue(bytes.split(MARK, -1).length > 6, "the test looks at the wrong bytes");
    List<String> secrets = new ArrayList<>(List.of("zq9"));
    for (String key : List.of(PROVIDER_KEY, CLIENT_KEY)) {
      secrets.add(
          Base64.getEncoder()
              .withoutPadding()
              .encodeToString(key.getBytes(StandardCharsets.UTF_8)));
    }
    for (String secret : secrets) {
      int at = bytes.indexOf(secret);
      assertFalse(
          at >= 0, () -> bytes.substring(Math.max(0, at - 300), Math.min(bytes.length(), at + 40)));
    }
  }

  /** The file and what SQLite has beside it. */
  private static String bytes(Path file) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(file.getParent())) {
      for (Path each :
          files.filter(path -> path.getFileName().toString().startsWith(name(file))).toList()) {
        all.append(Files.readString(each, StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
