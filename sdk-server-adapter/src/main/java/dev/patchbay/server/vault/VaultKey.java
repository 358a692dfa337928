package dev.patchbay.server.vault;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A key and the name it goes by. Immutable. */
final class VaultKey {
  static final int BYTES = 32;

  private static final int NAME_BYTES = 4;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] bytes;
  private final String name;

  private VaultKey(byte[] bytes) {
    this.bytes = bytes.clone();
    this.name = HexFormat.of().formatHex(hash(bytes), 0, NAME_BYTES);
  }

  /**
   * Reads a key.
   *
   * @param base64 32 bytes
   * @param from where it stood, for the fault
   * @throws VaultException if it is no key
   */
  static VaultKey of(String base64, String from) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      throw new VaultException(from + " is no base64; " + cure());
    }
    if (bytes.length != BYTES) {
      throw new VaultException(from + " holds " + bytes.length + " bytes, not 32; " + cure());
    }
    return new VaultKey(bytes);
  }

  /** A new one. */
  static VaultKey random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new VaultKey(bytes);
  }

  private static String cure() {
    return "make one with: openssl rand -base64 32";
  }

  /** Names it without telling it. */
  String name() {
    return name;
  }

  SecretKey secret() {
    return new SecretKeySpec(bytes, "AES");
  }

  /** As {@link #of} reads it. */
  String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] hash(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** Its name. */
  @Override
  public String toString() {
    return "VaultKey[" + name + "]";
  }
}
