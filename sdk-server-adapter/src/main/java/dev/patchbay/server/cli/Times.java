package dev.patchbay.server.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people read and write them. Stateless. */
final class Times {
  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private Times() {}

  /** An ISO time in this machine's zone; what is none stays as it is. */
  static String shown(String iso) {
    try {
      return SHOWN.format(Instant.parse(iso).atZone(ZoneId.systemDefault()));
    } catch (DateTimeException e) {
      return iso;
    }
  }

  /**
   * A point in time: {@code 30d} or {@code 12h} from now on, a date (its beginning in UTC), or an
   * ISO time.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Instant parse(String text, Instant now) {
    try {
      if (text.matches("\\d{1,6}[dhm]")) {
        long count = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
          case 'd' -> now.plus(Duration.ofDays(count));
          case 'h' -> now.plus(Duration.ofHours(count));
          default -> now.plus(Duration.ofMinutes(count));
        };
      }
      return text.length() == "2026-01-01".length()
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "Expected a time such as 30d, 2027-01-31 or 2027-01-31T12:00:00Z: " + text);
    }
  }
}
