package dev.patchbay.server.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.config.ConfigException;
import dev.patchbay.config.RouterConfig;
import dev.patchbay.config.source.ConfigMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SetupReaderTest {
  @TempDir private Path directory;

  private Setup read(String yaml, Map<String, String> env) throws IOException {
    Path file = Files.writeString(directory.resolve("p.yaml"), yaml);
    return SetupReader.read(file, null, null, null, env);
  }

  private String fault(String yaml) {
    return String.valueOf(
        assertThrows(ConfigException.class, () -> read(yaml, Map.of())).getMessage());
  }

  @Test
  void theEnvironmentWinsOverTheFileAndItsLongerNameOverTheBareOne() throws IOException {
    String yaml = "server: {port: 1, max-body: 2MB}\nstrategy: priority\n";
    Setup setup = read(yaml, Map.of("PORT", "2", "PATCHBAY_PORT", "3"));
    assertEquals(3, setup.server().port());
    assertEquals(2L << 20, setup.server().maxBody());
    assertEquals("priority", setup.tree().get("strategy"));
  }

  @Test
  void flagsWinOverAll() {
    Setup setup = SetupReader.read(null, "::1", 4, null, Map.of("PORT", "2", "HOST", "x"));
    assertEquals(4, setup.server().port());
    assertEquals("::1", setup.server().host());
  }

  @Test
  void aKeyOfTheFileThatTheEnvironmentHasTooIsOneAccount() throws IOException {
    String yaml = "providers: {groq: {accounts: [{name: a, api-key: '${GROQ_API_KEY}'}]}}";
    Setup setup = read(yaml, Map.of("GROQ_API_KEY", "k1", "GROQ_API_KEYS", "k1,k2"));
    RouterConfig config = ConfigMap.read(setup.tree());
    assertEquals(2, config.providers().get(0).accounts().size());
  }

  @Test
  void aFaultNamesTheFileAndTheLine() {
    String fault = fault("a: 1\nb: [\n");
    assertTrue(fault.contains("p.yaml line "), fault);
    assertTrue(fault("strategy: session\nstrategy: priority\n").contains("p.yaml line 2"));
  }

  @Test
  void anUnknownKeyOfTheServerIsRefusedWithTheNearest() {
    String fault = fault("server: {prot: 1}");
    assertTrue(fault.contains("server.prot") && fault.contains("'port'"), fault);
  }

  @Test
  void withoutADatabaseItIsAFileOfSqlite() {
    Setup setup = SetupReader.read(null, null, null, null, Map.of());
    assertEquals(Map.of("url", "jdbc:sqlite:patchbay.db"), setup.tree().get("database"));
  }

  @Test
  void theAdminTokenIsReadAndNotShown() {
    Setup setup =
        SetupReader.read(null, null, null, null, Map.of("PATCHBAY_ADMIN_TOKEN", "tok-secret"));
    assertTrue(setup.adminToken() != null);
    assertFalse(setup.toString().contains("tok-secret"));
  }
}
