package dev.patchbay.cost.report;

import dev.patchbay.cost.LedgerEntry;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;

/**
 * A place in the ledger: after this entry. Immutable.
 *
 * @param at when the entry began
 * @param requestId its request
 * @param attempt its attempt
 */
public record EntryCursor(Instant at, String requestId, int attempt) {
  /** The order of time, then of request (by its UTF-8 bytes, as databases do) and attempt. */
  public static final Comparator<EntryCursor> OLDEST_FIRST =
      Comparator.comparing(EntryCursor::at)
          .thenComparing(
              EntryCursor::requestId,
              (one, other) -> Arrays.compareUnsigned(utf8(one), utf8(other)))
          .thenComparingInt(EntryCursor::attempt);

  private static final int PARTS = 3;
  private static final String NO_CURSOR =
      "This is no cursor of a list of entries: begin without one";

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The place after an entry. */
  public static EntryCursor after(LedgerEntry entry) {
    return new EntryCursor(entry.at(), entry.requestId(), entry.attempt());
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static EntryCursor parse(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      String[] parts = plain.split(" ", PARTS);
      if (parts.length == PARTS) {
        Instant at = Instant.ofEpochMilli(Long.parseLong(parts[0]));
        return new EntryCursor(at, parts[2], Integer.parseInt(parts[1]));
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IllegalArgumentException(NO_CURSOR, e);
    }
    throw new IllegalArgumentException(NO_CURSOR);
  }

  /** An opaque text without spaces or signs that mean something in a URL. */
  public String text() {
    String plain = at.toEpochMilli() + " " + attempt + " " + requestId;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(utf8(plain));
  }
}
