package dev.patchbay.config.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Reads dates, which begin at midnight in UTC, and times. Pure. */
final class Dates {
  static final String EXPECTED =
      "a date such as 2026-01-31, or a time such as 2026-01-31T08:00:00Z";

  private Dates() {}

  static Optional<Instant> parse(String text) {
    try {
      return Optional.of(
          text.indexOf('T') < 0
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
