package dev.patchbay.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A credential. Its text leaves only by {@link #reveal()}; {@code toString}, {@code equals} by
 * reference of text and every log line show a mask. Immutable.
 */
public final class Secret {
  private static final String MASK = "****";
  private static final int FINGERPRINT_BYTES = 8;

  private final String text;

  /** Asked for several times in every call; threads that compute it at once compute the same. */
  private @Nullable String fingerprint;

  private Secret(String text) {
    this.text = text;
  }

  /**
   * Wraps a credential; white space around it (a pasted line end) is cut off.
   *
   * @throws IllegalArgumentException if nothing is left
   */
  public static Secret of(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      throw new IllegalArgumentException("A secret must not be empty");
    }
    return new Secret(trimmed);
  }

  /** The credential itself: for a request's header, never for a message. */
  public String reveal() {
    return text;
  }

  /** 16 hex digits that name this credential without telling it: the key of an account's state. */
  public String fingerprint() {
    String known = fingerprint;
    if (known == null) {
      known = hash();
      fingerprint = known;
    }
    return known;
  }

  private String hash() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that
        && MessageDigest.isEqual(
            text.getBytes(StandardCharsets.UTF_8), that.text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** A mask. */
  @Override
  public String toString() {
    return MASK;
  }
}
