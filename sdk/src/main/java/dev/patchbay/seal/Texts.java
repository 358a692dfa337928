package dev.patchbay.seal;

import dev.patchbay.failure.StoreException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What people say as it is kept: sealed if there is a key, else as it is. What was kept before
 * there was one stays readable. Thread-safe.
 */
public final class Texts {
  /** Keeps texts as they are. */
  public static final Texts PLAIN = new Texts(null, List.of());

  /** Stands before a plain text that could be taken for a sealed one: a client may send one. */
  private static final String PLAINLY = "v0:";

  private final @Nullable Supplier<SealKey> key;
  private final Seal seal;

  private Texts(@Nullable Supplier<SealKey> key, List<SealKey> others) {
    this.key = key;
    this.seal = new Seal(key, others);
  }

  /**
   * Texts under these keys.
   *
   * @param key what is written is sealed with it, asked for when it is first needed; null to keep
   *     texts as they are
   * @param others what was sealed with these can be read too
   */
  public static Texts of(@Nullable Supplier<SealKey> key, List<SealKey> others) {
    return new Texts(key, others);
  }

  /** As {@link #of(Supplier, List)}. */
  public static Texts of(@Nullable SealKey key, List<SealKey> others) {
    return new Texts(key == null ? null : () -> key, others);
  }

  /** Names a place: a column, and what finds the row. No two places share a name. */
  public static String place(String column, Object... row) {
    StringBuilder place = new StringBuilder(column);
    for (Object part : row) {
      String text = String.valueOf(part);
      place.append(' ').append(text.length()).append(':').append(text);
    }
    return place.toString();
  }

  /** A text as it is kept at a place. */
  public String kept(String text, String place) {
    if (key != null) {
      return seal.seal(text, place);
    }
    return Seal.isSealed(text) || text.startsWith(PLAINLY) ? PLAINLY + text : text;
  }

  /**
   * A text that was kept at a place.
   *
   * @throws StoreException if it does not open; the message names the setting
   */
  public String read(String kept, String place) {
    if (kept.startsWith(PLAINLY)) {
      return kept.substring(PLAINLY.length());
    }
    if (!Seal.isSealed(kept)) {
      return kept;
    }
    try {
      return seal.open(kept, place);
    } catch (SealException e) {
      throw new StoreException(
          "What is kept at " + place.replaceAll(" \\d+:", " ") + " " + e.getMessage() + cure(e), e);
    }
  }

  private static String cure(SealException e) {
    return e.reason() == SealException.Reason.OTHER_KEY
        ? "; set log.encryption-key to that key, or add that key to log.old-encryption-keys"
        : "; a backup may have it as it was";
  }

  /** Says nothing of its keys. */
  @Override
  public String toString() {
    return key == null ? "Texts[plain]" : "Texts[sealed]";
  }
}
