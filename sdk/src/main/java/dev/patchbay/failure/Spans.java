package dev.patchbay.failure;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ways in which upstreams write a time to wait. What is no time, not ahead, or above a
 * year is empty: nonsense must not bench an account; what is longer than a day is cut to one.
 * Stateless.
 */
final class Spans {
  /** Longest wait that is believed; long ones are probed early anyway. */
  static final Duration LONGEST = Duration.ofHours(24);

  private static final Duration NONSENSE = Duration.ofDays(366);
  private static final int MAX_LENGTH = 64;
  private static final BigDecimal EPOCH_SECONDS = BigDecimal.valueOf(1_000_000_000L);
  private static final BigDecimal EPOCH_MILLIS = BigDecimal.valueOf(1_000_000_000_000L);
  private static final String NUMBER = "\\d{1,15}(?:\\.\\d{1,15})?";
  private static final String UNIT =
      "ms|milliseconds?|us|µs|ns|h(?:ours?|rs?)?|m(?:in(?:ute)?s?)?|s(?:ec(?:ond)?s?)?|d(?:ays?)?";
  // "ms" stands before "m": 12ms is no 12 minutes.
  private static final Pattern PART = Pattern.compile("(" + NUMBER + ")\\s?(" + UNIT + ")\\s?");

  /** Numbers with what may be units, to be found in a text and then read by {@link #units}. */
  static final String SPAN = "(?:" + NUMBER + "\\s?[a-zµ]{1,12}\\s?){1,6}";

  private static final Map<String, BigDecimal> SECONDS =
      Map.of(
          "ns",
          new BigDecimal("1e-9"),
          "us",
          new BigDecimal("1e-6"),
          "µs",
          new BigDecimal("1e-6"),
          "ms",
          new BigDecimal("0.001"),
          "s",
          BigDecimal.ONE,
          "m",
          BigDecimal.valueOf(60),
          "h",
          BigDecimal.valueOf(3_600),
          "d",
          BigDecimal.valueOf(86_400));

  private Spans() {}

  /** Plain seconds, decimals allowed; or an HTTP date. */
  static Optional<Duration> retryAfter(@Nullable String text, Instant now) {
    BigDecimal seconds = number(text);
    if (seconds != null) {
      return seconds(seconds);
    }
    return instant(text, DateTimeFormatter.RFC_1123_DATE_TIME, now);
  }

  /** Plain milliseconds. */
  static Optional<Duration> millis(@Nullable String text) {
    BigDecimal millis = number(text);
    return millis == null ? Optional.empty() : seconds(millis.movePointLeft(3));
  }

  /** {@code 1m30.5s}, plain seconds, epoch seconds or milliseconds, or RFC 3339. */
  static Optional<Duration> any(@Nullable String text, Instant now) {
    BigDecimal number = number(text);
    if (number == null) {
      Optional<Duration> units = units(text);
      return units.isPresent() ? units : instant(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME, now);
    }
    if (number.compareTo(EPOCH_SECONDS) < 0) {
      return seconds(number);
    }
    BigDecimal epoch = number.compareTo(EPOCH_MILLIS) < 0 ? number : number.movePointLeft(3);
    return seconds(epoch.subtract(BigDecimal.valueOf(now.getEpochSecond())));
  }

  /** Numbers with units and nothing else. */
  static Optional<Duration> units(@Nullable String text) {
    if (text == null || text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    Matcher part = PART.matcher(text.strip().toLowerCase(Locale.ROOT));
    BigDecimal sum = BigDecimal.ZERO;
    while (part.lookingAt()) {
      sum = sum.add(new BigDecimal(part.group(1)).multiply(factor(part.group(2))));
      part.region(part.end(), part.regionEnd());
    }
    return part.regionStart() == part.regionEnd() ? seconds(sum) : Optional.empty();
  }

  /** The time to an instant ahead. */
  static Optional<Duration> until(Instant instant, Instant now) {
    return sane(Duration.between(now, instant));
  }

  private static BigDecimal factor(String unit) {
    BigDecimal exact = SECONDS.get(unit);
    String family = unit.startsWith("mil") ? "ms" : unit.substring(0, 1);
    return exact != null ? exact : SECONDS.getOrDefault(family, BigDecimal.ONE);
  }

  private static @Nullable BigDecimal number(@Nullable String text) {
    if (text == null || text.length() > MAX_LENGTH) {
      return null;
    }
    String digits = text.strip();
    return digits.matches("-?" + NUMBER) ? new BigDecimal(digits) : null;
  }

  private static Optional<Duration> instant(
      @Nullable String text, DateTimeFormatter format, Instant now) {
    if (text == null || text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      return until(format.parse(text.strip(), Instant::from), now);
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> seconds(BigDecimal seconds) {
    if (seconds.compareTo(BigDecimal.valueOf(NONSENSE.toSeconds())) > 0) {
      return Optional.empty();
    }
    return sane(Duration.ofNanos(seconds.movePointRight(9).longValue()));
  }

  private static Optional<Duration> sane(Duration wait) {
    if (wait.isNegative() || wait.isZero() || wait.compareTo(NONSENSE) > 0) {
      return Optional.empty();
    }
    return Optional.of(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
  }
}
