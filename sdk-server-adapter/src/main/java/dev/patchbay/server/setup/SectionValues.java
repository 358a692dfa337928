package dev.patchbay.server.setup;

import dev.patchbay.config.Faults;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads single values of a section of the server's own; what is wrong is a fault. One thread. */
final class SectionValues {
  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9})\\s*([A-Za-z]*)");
  private static final Map<String, Long> BYTES =
      Map.of("", 1L, "B", 1L, "KB", 1L << 10, "MB", 1L << 20, "GB", 1L << 30);
  private static final Map<String, Long> MILLIS =
      Map.of("MS", 1L, "S", 1000L, "M", 60_000L, "H", 3_600_000L, "D", 86_400_000L);

  private final String section;
  private final Map<?, ?> values;
  private final Faults faults;

  SectionValues(String section, Map<?, ?> values, Faults faults) {
    this.section = section;
    this.values = values;
    this.faults = faults;
  }

  /** Refuses keys that are none of these. */
  void only(List<String> keys) {
    for (Object key : values.keySet()) {
      if (!keys.contains(String.valueOf(key))) {
        faults.unknown(path(String.valueOf(key)), String.valueOf(key), keys);
      }
    }
  }

  /** The path of a key. */
  String path(String key) {
    return section + "." + key;
  }

  /** As it stands there; null if it is not said. */
  @Nullable Object value(String key) {
    return values.get(key);
  }

  /** Its text; null if it is not said, or blank. */
  @Nullable String text(String key) {
    Object value = values.get(key);
    return value == null || value.toString().isBlank() ? null : value.toString().strip();
  }

  /** A number of bytes. */
  long bytes(String key, long otherwise) {
    return amount(key, BYTES, otherwise, "a size such as 32MB");
  }

  /** A time of at least a millisecond. */
  Duration duration(String key, Duration otherwise) {
    return Duration.ofMillis(
        amount(key, MILLIS, otherwise.toMillis(), "a duration such as " + shown(otherwise)));
  }

  /** A time as a configuration says it. */
  static String shown(Duration time) {
    long millis = time.toMillis();
    if (millis % 1000 != 0) {
      return millis + "ms";
    }
    long seconds = millis / 1000;
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  private long amount(String key, Map<String, Long> units, long otherwise, String expected) {
    String text = text(key);
    if (text == null) {
      return otherwise;
    }
    Matcher matcher = AMOUNT.matcher(text);
    Long unit = matcher.matches() ? units.get(matcher.group(2).toUpperCase(Locale.ROOT)) : null;
    if (unit == null || Long.parseLong(matcher.group(1)) == 0) {
      faults.wrong(path(key), text, expected);
      return otherwise;
    }
    return Long.parseLong(matcher.group(1)) * unit;
  }

  /** A whole number. */
  int whole(String key, int otherwise, int least, int most) {
    String text = text(key);
    if (text == null) {
      return otherwise;
    }
    int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    if (number < least || number > most) {
      faults.wrong(path(key), text, "a whole number from " + least + " to " + most);
      return otherwise;
    }
    return number;
  }

  /** A share of a whole: more than 0, at most 1. */
  double share(String key, double otherwise) {
    String text = text(key);
    if (text == null) {
      return otherwise;
    }
    double share = text.matches("\\d{1,3}(\\.\\d{1,9})?") ? Double.parseDouble(text) : -1;
    if (share <= 0 || share > 1) {
      faults.wrong(path(key), text, "a share above 0, at most 1, such as " + otherwise);
      return otherwise;
    }
    return share;
  }

  /** True or false, the latter if it is not said. */
  boolean flag(String key) {
    String text = text(key);
    if (text != null && !text.equals("true") && !text.equals("false")) {
      faults.wrong(path(key), text, "true or false");
    }
    return "true".equals(text);
  }
}
