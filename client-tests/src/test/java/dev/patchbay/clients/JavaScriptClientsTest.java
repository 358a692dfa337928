package dev.patchbay.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The vendors' JavaScript clients against the running server: the tests in {@code client-tests/js},
 * each a test here. Where Node or its modules are missing they are skipped, unless {@code
 * PATCHBAY_REQUIRE_NODE} is {@code true}.
 */
@ExtendWith(PatchbayExtension.class)
final class JavaScriptClientsTest {
  private static final Path FOLDER = Path.of("js").toAbsolutePath();
  private static final int OLDEST_NODE = 20;
  private static final int MINUTES = 5;

  /** Before a server is started for nothing. */
  @BeforeAll
  static void requireNode() throws Exception {
    String missing = missing();
    if (missing == null) {
      return;
    }
    if ("true".equals(System.getenv("PATCHBAY_REQUIRE_NODE"))) {
      fail(missing);
    }
    System.err.println("SKIPPED: the tests of the JavaScript clients: " + missing);
    Assumptions.abort(missing);
  }

  @TestFactory
  List<DynamicNode> readsWhatUpstreamsSay(PlayedServer server) throws Exception {
    List<JsonNode> results = run(server);
    assertFalse(results.isEmpty(), "no test ran");
    Map<String, List<DynamicNode>> clients = new TreeMap<>();
    for (JsonNode result : results) {
      String name = result.get("name").asText();
      clients
          .computeIfAbsent(
              name.substring(0, Math.max(0, name.indexOf(':'))), c -> new ArrayList<>())
          .add(dynamicTest(name, () -> check(result)));
    }
    assertEquals(files().size(), clients.size(), () -> "a client each: " + clients.keySet());
    List<DynamicNode> all = new ArrayList<>();
    clients.forEach((client, tests) -> all.add(dynamicContainer(client, tests)));
    return all;
  }

  private static void check(JsonNode result) {
    if (!result.get("passed").asBoolean()) {
      fail(result.get("error").asText());
    }
    assertFalse(result.get("skipped").asBoolean(), "it was skipped");
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".test.mjs"))
          .sorted()
          .toList();
    }
  }

  /** What is missing, and how to get it; null if nothing is. */
  private static String missing() throws Exception {
    int version = nodeVersion();
    if (version < OLDEST_NODE) {
      String found = version == 0 ? "is not installed" : "is " + version;
      return "node " + found + ": install Node " + OLDEST_NODE + " or later";
    }
    return Files.isDirectory(FOLDER.resolve("node_modules"))
        ? null
        : "client-tests/js/node_modules is missing: run 'npm ci' in client-tests/js";
  }

  private static int nodeVersion() throws InterruptedException {
    try {
      Process process = new ProcessBuilder("node", "--version").start();
      String said = new String(process.getInputStream().readAllBytes()).strip();
      process.waitFor();
      return said.matches("v\\d+\\..*")
          ? Integer.parseInt(said.substring(1, said.indexOf('.')))
          : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private static List<JsonNode> run(PlayedServer server) throws Exception {
    Path out = Files.createTempFile("patchbay-node", ".jsonl");
    Path error = Files.createTempFile("patchbay-node", ".err");
    List<String> command =
        new ArrayList<>(List.of("node", "--test", "--test-reporter=./lines.mjs"));
    command.addAll(files());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(FOLDER.toFile())
            .redirectOutput(out.toFile())
            .redirectError(error.toFile());
    // What the machine has of keys, settings and proxies must not decide what is tested.
    builder.environment().keySet().removeIf(name -> !name.equals("PATH") && !name.equals("HOME"));
    builder.environment().put("PATCHBAY_URL", server.url());
    builder.environment().put("PATCHBAY_KEY", server.key());
    builder.environment().put("PATCHBAY_ADMIN_TOKEN", Management.TOKEN);
    builder.environment().put("PATCHBAY_UPSTREAM_URL", server.upstream().url());
    Process process = builder.start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      fail("node did not end within " + MINUTES + " min: " + Files.readString(out));
    }
    List<JsonNode> results = new ArrayList<>();
    for (String line : Files.readAllLines(out)) {
      if (line.startsWith("{")) {
        results.add(Seen.parsed(line));
      }
    }
    boolean failed = results.stream().anyMatch(result -> !result.get("passed").asBoolean());
    assertEquals(failed, process.exitValue() != 0, () -> "node: " + text(out) + text(error));
    return results;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
