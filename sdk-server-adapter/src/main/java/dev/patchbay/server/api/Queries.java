package dev.patchbay.server.api;

import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Fault;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what stands behind the question mark. Stateless. */
final class Queries {
  private Queries() {}

  /**
   * A whole number from 1 on.
   *
   * @param otherwise if it is not there
   * @param most what is more is this
   */
  static int number(Call call, String name, int otherwise, int most) {
    String text = call.query(name);
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("[1-9]\\d{0,8}")) {
      throw Fault.invalid(name, name + ": expected a whole number from 1 to " + most);
    }
    return Math.min(most, Integer.parseInt(text));
  }

  /** A time: a date, whose day begins in UTC, or a time with its zone. */
  static @Nullable Instant time(Call call, String name) {
    String text = call.query(name);
    if (text == null) {
      return null;
    }
    try {
      return text.length() == "2026-11-21".length()
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw Fault.invalid(
          name,
          name + ": expected a date such as 2026-11-21, or a time such as 2026-11-21T08:00:00Z");
    }
  }

  /** What is told in an illegal argument is the client's fault. */
  static <T> T valid(String name, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw Fault.invalid(name, String.valueOf(e.getMessage()));
    }
  }
}
