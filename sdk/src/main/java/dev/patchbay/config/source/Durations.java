package dev.patchbay.config.source;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations as people write them: {@code 250ms}, {@code 5s}, {@code 12h}, {@code PT1M}. */
final class Durations {
  static final String EXPECTED = "a duration such as 250ms, 5s, 5m, 5h or 90d";

  private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private Durations() {}

  /** The duration; empty if the text is none, or a negative one. A bare 0 needs no unit. */
  static Optional<Duration> parse(String text) {
    if (text.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    Matcher form = FORM.matcher(text);
    try {
      if (form.matches()) {
        Duration unit = UNITS.getOrDefault(form.group(2), Duration.ZERO);
        return Optional.of(unit.multipliedBy(Long.parseLong(form.group(1))));
      }
      return Optional.of(Duration.parse(text)).filter(iso -> !iso.isNegative());
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
