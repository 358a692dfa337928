package dev.patchbay.budget;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How often a budget begins anew; in UTC, wherever the process runs. */
public enum Period {
  /** At every midnight. */
  DAY,
  /** With the first of every month. */
  MONTH,
  /** Never. */
  TOTAL;

  /** The words of the configuration. */
  public static final List<String> WORDS = Arrays.stream(values()).map(Period::word).toList();

  /** The word of the configuration, such as {@code day}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The period of a word, in any case. */
  public static Optional<Period> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equalsIgnoreCase(word)).findFirst();
  }

  /** The name of the one a time is in: {@code 2026-11-21}, {@code 2026-11} or {@code total}. */
  public String at(Instant time) {
    LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
    return switch (this) {
      case DAY -> day.toString();
      case MONTH -> YearMonth.from(day).toString();
      case TOTAL -> word();
    };
  }

  /** When the one of that name ends; null if never. */
  @Nullable Instant end(String name) {
    return switch (this) {
      case DAY -> midnight(LocalDate.parse(name).plusDays(1));
      case MONTH -> midnight(YearMonth.parse(name).plusMonths(1).atDay(1));
      case TOTAL -> null;
    };
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
