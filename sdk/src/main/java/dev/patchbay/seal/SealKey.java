package dev.patchbay.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A key that texts are sealed with, and the name it goes by. Immutable. */
public final class SealKey {
  private static final int BYTES = 32;
  private static final int HEX_DIGITS = 2 * BYTES;
  private static final int NAME_BYTES = 4;

  private final byte[] bytes;
  private final String name;

  private SealKey(byte[] bytes) {
    this.bytes = bytes.clone();
    this.name = HexFormat.of().formatHex(hash(bytes), 0, NAME_BYTES);
  }

  /**
   * Reads a key: 32 bytes in base64, or as 64 hex digits.
   *
   * @throws IllegalArgumentException if it is none; the message goes on from its name, says what to
   *     do, and does not quote it
   */
  public static SealKey of(String text) {
    byte[] bytes = bytes(text.strip());
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("holds " + bytes.length + " bytes, not 32; " + cure());
    }
    return new SealKey(bytes);
  }

  private static byte[] bytes(String text) {
    try {
      return text.length() == HEX_DIGITS
          ? HexFormat.of().parseHex(text)
          : Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is no base64; " + cure());
    }
  }

  private static String cure() {
    return "make one with: openssl rand -base64 32";
  }

  /** A new one. */
  public static SealKey random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new SealKey(bytes);
  }

  /** Eight hex digits that name it without telling it: every sealed text has them. */
  public String name() {
    return name;
  }

  /** The key itself, as {@link #of} reads it: for a file of its own, never for a message. */
  public String reveal() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** A key for another purpose: the same for the same purpose, and telling nothing of this one. */
  public SealKey derived(String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret());
      return new SealKey(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC with SHA-256", e);
    }
  }

  SecretKey secret() {
    return new SecretKeySpec(bytes, "AES");
  }

  private static byte[] hash(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealKey that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** Its name. */
  @Override
  public String toString() {
    return "SealKey[" + name + "]";
  }
}
