package dev.patchbay.access;

import dev.patchbay.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The text of API keys: {@code pb-} and 43 characters that say 256 random bits. With so many a
 * plain hash is enough: there is no list of likely keys to try. Stateless.
 */
public final class KeyText {
  private static final String START = "pb-";
  private static final int BYTES = 32;
  private static final int PREFIX = 10;

  private KeyText() {}

  /** A new one, to be shown once. */
  public static Secret draw(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Secret.of(START + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** What is kept of it: SHA-256 as 64 hex digits. */
  public static String hash(Secret text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(text.reveal().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** What may be shown of it: its first ten characters; nothing of one that is too short. */
  public static String prefix(Secret text) {
    String plain = text.reveal();
    return plain.length() < 2 * PREFIX ? "" : plain.substring(0, PREFIX);
  }
}
