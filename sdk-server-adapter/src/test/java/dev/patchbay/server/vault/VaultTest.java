package dev.patchbay.server.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.seal.SealException;
import dev.patchbay.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VaultTest {
  private static final Secret KEY = Secret.of(Base64.getEncoder().encodeToString(new byte[32]));

  @TempDir Path folder;

  @Test
  void opensWhatItSealed() {
    Vault vault = Vault.of(KEY);
    String sealed = vault.seal("sk-canary-ü", "here");

    assertFalse(sealed.contains("canary"));
    assertTrue(Vault.isSealed(sealed));
    assertEquals("sk-canary-ü", Vault.of(KEY).open(sealed, "here"));
  }

  @Test
  void sealsTheSameTextDifferentlyEachTime() {
    Vault vault = Vault.of(KEY);

    assertNotEquals(vault.seal("a", "here"), vault.seal("a", "here"));
  }

  @Test
  void derivesOneSealForEachPurpose() throws SealException {
    String sealed = Vault.of(KEY).derived("one").seal("canary", "here");

    assertEquals("canary", Vault.of(KEY).derived("one").open(sealed, "here"));
    assertThrows(SealException.class, () -> Vault.of(KEY).derived("other").open(sealed, "here"));
  }

  @Test
  void opensNothingAtAnotherPlace() {
    Vault vault = Vault.of(KEY);
    String sealed = vault.seal("sk-canary", "here");

    VaultException refused = assertThrows(VaultException.class, () -> vault.open(sealed, "there"));
    assertTrue(refused.getMessage().contains("there"), refused.getMessage());
  }

  @Test
  void saysWhichKeyIsMissing() {
    String sealed = Vault.passing().seal("sk-canary", "here");

    VaultException refused =
        assertThrows(VaultException.class, () -> Vault.of(KEY).open(sealed, "here"));
    assertTrue(refused.getMessage().contains("another key"), refused.getMessage());
    assertTrue(refused.getMessage().contains("PATCHBAY_SECRET_KEY"), refused.getMessage());
    assertFalse(refused.getMessage().contains("canary"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v1:", "v1:x", "plain", "v1:%s:", "v1:%s:AAAA", "v1:%s:!"})
  void refusesWhatIsNoSealedText(String text) {
    Vault vault = Vault.of(KEY);
    String name = vault.seal("a", "here").split(":")[1];

    assertThrows(VaultException.class, () -> vault.open(text.formatted(name), "here"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "c2hvcnQ=", "not base64 at all!"})
  void refusesAKeyThatIsNone(String key) {
    VaultException refused = assertThrows(VaultException.class, () -> Vault.of(Secret.of(key)));

    assertTrue(refused.getMessage().contains("openssl rand -base64 32"), refused.getMessage());
    assertFalse(refused.getMessage().contains(key));
  }

  @Test
  void makesAKeyFileWhenItIsFirstNeeded() {
    Path file = folder.resolve("deep/patchbay.db.key");
    Vault vault = Vault.in(file);
    assertFalse(Files.exists(file));

    String sealed = vault.seal("sk-canary", "here");

    assertEquals("sk-canary", Vault.in(file).open(sealed, "here"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void letsOnlyTheOwnerReadTheKeyFile() throws IOException {
    Path file = folder.resolve("a.key");
    Vault.in(file).seal("a", "here");

    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void refusesAKeyFileThatOthersMayRead() throws IOException {
    Path file = folder.resolve("a.key");
    Vault.in(file).seal("a", "here");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    VaultException refused =
        assertThrows(VaultException.class, () -> Vault.in(file).seal("a", "here"));
    assertTrue(refused.getMessage().contains("chmod 600"), refused.getMessage());
  }

  @Test
  void processesThatMakeTheFileAtOnceShareOneKey() {
    Path file = folder.resolve("a.key");
    Set<String> keys = ConcurrentHashMap.newKeySet();

    IntStream.range(0, 16)
        .parallel()
        .forEach(i -> keys.add(Vault.in(file).seal("a", "here").split(":")[1]));

    assertEquals(1, keys.size());
  }
}
