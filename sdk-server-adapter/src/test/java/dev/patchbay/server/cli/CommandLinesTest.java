package dev.patchbay.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandLinesTest {
  @TempDir Path folder;

  private String database() {
    return "jdbc:sqlite:" + folder.resolve("test.db");
  }

  @Test
  void aMisspeltCommandExitsWithTwoAndNamesTheNearest() {
    Ran ran = Ran.of(Map.of(), "acounts");

    assertEquals(2, ran.code());
    assertEquals("", ran.out());
    assertTrue(ran.err().contains("accounts"), ran.err());
  }

  @Test
  void aFaultInTheFileIsToldWithItsPathAndExitsWithOne() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("bad.yaml"),
            "providers: {groq: {accounts: [{name: a, api-key: canary}], prority: 3}}");

    Ran ran = Ran.of(Map.of(), "config", "check", "--config", file.toString());

    assertEquals(1, ran.code());
    assertTrue(ran.out().contains("providers.groq.prority"), ran.out());
    assertFalse((ran.out() + ran.err()).contains("canary"), ran::toString);
  }

  @Test
  void aRightFileIsSaidToBe() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("good.yaml"), "providers: {groq: {accounts: [{name: a, api-key: k}]}}");

    assertEquals(0, Ran.of(Map.of(), "config", "check", "--config", file.toString()).code());
  }

  @Test
  void aServerThatIsNotThereIsToldInOneLine() {
    Ran ran = Ran.of(Map.of(), "accounts", "list", "--url", "http://127.0.0.1:1");

    assertEquals(1, ran.code());
    assertEquals(1, ran.err().lines().count(), ran.err());
    assertTrue(ran.err().contains("patchbay serve"), ran.err());
  }

  @Test
  void aPortThatIsTakenIsToldInOneLineWithTheCure() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Ran ran =
          Ran.of(
              Map.of("GROQ_API_KEY", "k"),
              "serve",
              "--port",
              String.valueOf(taken.getLocalPort()),
              "--database",
              database());

      assertEquals(1, ran.code());
      assertEquals("", ran.out());
      assertTrue(ran.err().contains("--port"), ran.err());
    }
  }

  @Test
  void aMisspeltModeNamesTheNearest() {
    Ran ran = Ran.of(Map.of(), "accounts", "add", "x", "--mode", "consle");

    assertEquals(1, ran.code());
    assertTrue(ran.err().contains("did you mean console?"), ran.err());
  }

  @Test
  void aSubscriptionIsRefusedWithWhatToUseInstead() {
    Ran ran = Ran.of(Map.of(), "accounts", "add", "x", "--mode", "max");

    assertEquals(1, ran.code());
    assertTrue(ran.err().contains("--mode console"), ran.err());
  }
}
