package dev.patchbay.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class SecretTest {
  @Test
  void neverShowsItsText() {
    Secret secret = Secret.of("sk-canary-123456");
    assertEquals("****", secret.toString());
    assertEquals("sk-canary-123456", secret.reveal());
    assertFalse(secret.fingerprint().contains("canary"));
  }

  @Test
  void cutsThePastedLineEndOff() {
    assertEquals(Secret.of("key"), Secret.of(" key\r\n"));
  }

  @Test
  void refusesNothing() {
    assertThrows(IllegalArgumentException.class, () -> Secret.of(" \n"));
  }

  @Test
  void isNamedByASteadyFingerprint() {
    assertEquals(16, Secret.of("key").fingerprint().length());
    assertEquals(Secret.of("key").fingerprint(), Secret.of("key").fingerprint());
    assertNotEquals(Secret.of("key").fingerprint(), Secret.of("kez").fingerprint());
  }
}
