package dev.patchbay.wire;

import dev.patchbay.json.Json;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Ids of tool calls within an alphabet and a length. Pure: the same id always gives the same one,
 * so a call and its result agree without any memory, in this request and in the next. Stateless.
 */
public final class ToolIds {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());
  private static final String PREFIX = "call_";
  private static final int HASH_LENGTH = 24;

  private ToolIds() {}

  /**
   * The id itself if it is of letters, digits, {@code _} and {@code -} and not too long, else one
   * made of its hash.
   *
   * @param longest at least 29
   */
  public static String word(String id, int longest) {
    boolean fits = !id.isEmpty() && id.length() <= longest && id.chars().allMatch(ToolIds::isWord);
    return fits ? id : made(id);
  }

  /** The id itself if it is exactly so many letters and digits, else one made of its hash. */
  public static String alphanumeric(String id, int length) {
    boolean fits = id.length() == length && id.chars().allMatch(ToolIds::isAlphanumeric);
    return fits ? id : base62(id, length);
  }

  /** An id for a call that came without one, made of what tells it from its neighbours. */
  public static String made(String seed) {
    return PREFIX + base62(seed, HASH_LENGTH);
  }

  /** The first characters, at most 40, of a text's SHA-256 in base 62. */
  static String base62(String text, int length) {
    StringBuilder digits = new StringBuilder(length);
    BigInteger rest = new BigInteger(1, sha256(text));
    while (digits.length() < length) {
      BigInteger[] step = rest.divideAndRemainder(BASE);
      digits.append(ALPHABET.charAt(step[1].intValue()));
      rest = step[0];
    }
    return digits.toString();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(Json.utf8(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  static boolean isWord(int c) {
    return isAlphanumeric(c) || c == '_' || c == '-';
  }

  private static boolean isAlphanumeric(int c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }
}
