package dev.patchbay.log;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** By what statistics are told apart; what a request does not have is the empty text. */
public enum StatisticsGroup {
  /** The provider that was asked last. */
  PROVIDER,
  /** The account that was asked last. */
  ACCOUNT,
  /** The model that was asked last, as its provider names it. */
  MODEL,
  /** The API key, by its id. */
  KEY,
  /** The hour of arrival, UTC: {@code 2026-05-03T17:00:00Z}. */
  HOUR,
  /** The day of arrival, UTC: {@code 2026-05-03}. */
  DAY;

  /** A request's value. */
  public String of(RequestRecord request) {
    return switch (this) {
      case PROVIDER -> orEmpty(request.provider());
      case ACCOUNT -> orEmpty(request.account());
      case MODEL -> orEmpty(request.model());
      case KEY -> orEmpty(request.origin().key());
      case HOUR -> hour(ChronoUnit.HOURS.between(Instant.EPOCH, request.at()));
      case DAY -> day(ChronoUnit.DAYS.between(Instant.EPOCH, request.at()));
    };
  }

  /** The value of an hour, counted from 1970. */
  public static String hour(long number) {
    return Instant.EPOCH.plus(number, ChronoUnit.HOURS).toString();
  }

  /** The value of a day, counted from 1970. */
  public static String day(long number) {
    return LocalDate.ofInstant(Instant.EPOCH.plus(number, ChronoUnit.DAYS), ZoneOffset.UTC)
        .toString();
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }
}
