package dev.patchbay.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one jar, started as a user starts it. */
final class PackagedServerTest {
  @TempDir Path folder;
  private final Path jar = Path.of(System.getProperty("patchbay.jar", "none"));

  @BeforeEach
  void isPackaged() {
    Assumptions.assumeTrue(
        System.getProperty("patchbay.jar") != null, "runs after the phase package");
    assertTrue(Files.exists(jar), jar::toString);
  }

  private Process start(String... args) throws IOException {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar.toString()));
    command.addAll(List.of(args));
    ProcessBuilder process = new ProcessBuilder(command).directory(folder.toFile());
    process.environment().clear();
    process.environment().put("GROQ_API_KEY", "k");
    return process.redirectError(folder.resolve("err").toFile()).start();
  }

  @Test
  void saysWhereItListensAnswersThereAndEndsWhenTold() throws Exception {
    Process server = start("serve", "--port", "0");
    try (BufferedReader out = server.inputReader()) {
      String line = String.valueOf(out.readLine());
      assertTrue(line.matches("patchbay listening on http://127\\.0\\.0\\.1:\\d+"), line);
      URI health = URI.create(line.substring(line.indexOf("http")) + "/health");
      HttpRequest request = HttpRequest.newBuilder(health).build();
      assertEquals(
          200, HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode());

      server.toHandle().destroy(); // unlike that of the process, it leaves the streams open
      assertTrue(server.waitFor(30, TimeUnit.SECONDS));
      assertNull(out.readLine());
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void tellsItsVersion() throws Exception {
    Process version = start("version");
    String said = new String(version.getInputStream().readAllBytes());

    assertEquals(0, version.waitFor());
    assertTrue(said.startsWith("patchbay 0."), said);
  }

  @Test
  void keepsTheVersionsOfClassesForNewerJava() throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      var main = file.getManifest().getMainAttributes();

      assertEquals("true", main.getValue("Multi-Release"));
      assertEquals("ALL-UNNAMED", main.getValue("Enable-Native-Access"));
      assertTrue(file.stream().noneMatch(one -> one.getName().endsWith("module-info.class")));
    }
  }
}
