package dev.patchbay.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.setup.ServerConfig;
import dev.patchbay.server.setup.Setup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No byte of a credential is in the files of the database, however it is written. */
final class SecretsAtRestTest {
  private static final String SECRET = "canary-Zq7xW2pL9";

  @TempDir private Path folder;

  private Adapter open() {
    String url = "jdbc:sqlite:" + folder.resolve("kept.db");
    return Adapter.open(Setup.of(ServerConfig.DEFAULT, Map.of("database", Map.of("url", url))));
  }

  private static String said(Adapter adapter, String method, String path, String json)
      throws IOException {
    Call call = Call.local(method, path, Map.of(), json.getBytes(StandardCharsets.UTF_8));
    Answer.Whole answer = (Answer.Whole) adapter.answer(call);
    assertTrue(answer.status() < 300, answer.text());
    return answer.text();
  }

  /** All ways in which the text may stand in a file. */
  private static List<String> ways(String text) {
    List<String> ways = new ArrayList<>(List.of(text));
    String hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    ways.add(hex);
    ways.add(hex.toUpperCase(Locale.ROOT));
    for (int shift = 0; shift < 3; shift++) {
      byte[] shifted = ("x".repeat(shift) + text).getBytes(StandardCharsets.UTF_8);
      String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      // The first and the last signs depend on what stands beside the text.
      String inner = base64.substring(shift == 0 ? 0 : 4, base64.length() - 2);
      ways.add(inner);
      ways.add(inner.replace('+', '-').replace('/', '_'));
    }
    return ways;
  }

  private void assertNowhere(String text) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        for (String way : ways(text)) {
          assertFalse(bytes.contains(way), file.getFileName() + " has " + way);
        }
      }
    }
  }

  @Test
  void credentialsSetOverHttpAreNowhereInTheFiles() throws IOException {
    String key;
    try (Adapter adapter = open()) {
      said(
          adapter,
          "POST",
          "/admin/providers",
          """
          {"name": "lab", "provider_type": "custom", "base_url": "http://lab.test/v1",
           "api_key": "%1$s-a", "headers": {"X-Secret": "%1$s-b"},
           "proxy": "http://u:%1$s-c@proxy.test:1"}
          """
              .formatted(SECRET));
      said(
          adapter,
          "POST",
          "/accounts",
          "{\"provider\": \"groq\", \"api_key\": \"" + SECRET + "-d\"}");
      said(
          adapter,
          "PATCH",
          "/config",
          "{\"upstream_proxy\": \"http://u:" + SECRET + "-e@proxy.test:1\"}");
      String made = said(adapter, "POST", "/admin/api-keys", "{\"name\": \"ci\"}");
      key = made.replaceAll("(?s).*\"key\":\"([^\"]+)\".*", "$1");
      assertNowhere(SECRET);
      assertNowhere(key.substring(key.length() - 20));
    }
    assertNowhere(SECRET);
    assertNowhere(key.substring(key.length() - 20));
    assertReadAgain();
  }

  /** What was looked for was there, and is read again. */
  private void assertReadAgain() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertTrue(files.anyMatch(file -> file.endsWith("kept.db")));
    }
    try (Adapter adapter = open()) {
      var lab =
          adapter.router().config().providers().stream()
              .filter(one -> one.id().equals("lab"))
              .findFirst()
              .orElseThrow();
      assertEquals(SECRET + "-a", lab.accounts().get(0).apiKey().reveal());
      assertEquals(SECRET + "-b", lab.headers().get("X-Secret"));
    }
  }

  @Test
  void theLookFindsWhatIsThere() throws IOException {
    byte[] secret = ("be " + SECRET + " fore").getBytes(StandardCharsets.UTF_8);
    for (byte[] written :
        List.of(
            secret,
            Base64.getEncoder().encode(secret),
            Base64.getEncoder()
                .encode(
                    ("1" + new String(secret, StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8)),
            HexFormat.of().formatHex(secret).getBytes(StandardCharsets.UTF_8))) {
      String text = new String(written, StandardCharsets.ISO_8859_1);
      assertTrue(ways(SECRET).stream().anyMatch(text::contains), text);
    }
  }
}
