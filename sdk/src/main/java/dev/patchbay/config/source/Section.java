package dev.patchbay.config.source;

import dev.patchbay.config.Faults;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One map of the tree while it is read. Each getter names a key this version knows; {@link #end}
 * refuses the others. What is wrong goes to the faults, and the getter answers null. One thread.
 */
final class Section {
  private final String path;
  private final Map<String, Object> values;
  private final Faults faults;
  private final Set<String> known = new LinkedHashSet<>();

  private Section(String path, Map<String, Object> values, Faults faults) {
    this.path = path;
    this.values = values;
    this.faults = faults;
  }

  static Section root(Map<String, ?> tree, Faults faults) {
    return of("", tree, faults);
  }

  private static Section of(String path, @Nullable Object value, Faults faults) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, item) -> {
            if (item != null) {
              values.put(String.valueOf(key), item);
            }
          });
    } else if (value != null) {
      faults.wrong(path, value, "a map of keys to values");
    }
    return new Section(path, values, faults);
  }

  String path() {
    return path;
  }

  String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** The keys as they stand, for maps whose keys are names. */
  Set<String> names() {
    return values.keySet();
  }

  /** A map below. */
  Section section(String key) {
    return of(path(key), take(key), faults);
  }

  /** The maps of a list below. */
  List<Section> sections(String key) {
    List<Section> sections = new ArrayList<>();
    List<Object> items = items(key);
    for (int i = 0; i < items.size(); i++) {
      sections.add(of(path(key) + "[" + i + "]", items.get(i), faults));
    }
    return sections;
  }

  /** One map of a list below. */
  Section section(String key, int index) {
    return of(path(key) + "[" + index + "]", items(key).get(index), faults);
  }

  /** A list below; a single value counts as a list of one. */
  List<Object> items(String key) {
    Object value = take(key);
    if (value == null) {
      return List.of();
    }
    List<Object> items = new ArrayList<>();
    if (value instanceof Iterable<?> list) {
      list.forEach(items::add);
    } else {
      items.add(value);
    }
    return items;
  }

  @Nullable String text(String key) {
    return text(path(key), take(key));
  }

  private @Nullable String text(String at, @Nullable Object value) {
    if (value instanceof Map || value instanceof Iterable) {
      faults.wrong(at, value, "a single value");
      return null;
    }
    return value == null ? null : String.valueOf(value).strip();
  }

  @Nullable Integer whole(String key, int least) {
    String expected =
        least == Integer.MIN_VALUE ? "a whole number" : "a whole number of at least " + least;
    return parsed(key, text -> integer(text, least), expected);
  }

  private static Optional<Integer> integer(String text, int least) {
    try {
      int value = Integer.parseInt(text);
      return value >= least ? Optional.of(value) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Nullable BigDecimal decimal(String key) {
    return parsed(key, Section::notNegative, "a decimal number of at least 0");
  }

  private static Optional<BigDecimal> notNegative(String text) {
    try {
      BigDecimal value = new BigDecimal(text);
      boolean sane = value.signum() >= 0 && Math.abs((long) value.scale()) <= 30;
      return sane ? Optional.of(value) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Nullable Boolean flag(String key) {
    return parsed(
        key,
        text ->
            switch (text) {
              case "true" -> Optional.of(true);
              case "false" -> Optional.of(false);
              default -> Optional.empty();
            },
        "true or false");
  }

  @Nullable Duration duration(String key) {
    return parsed(key, Durations::parse, Durations.EXPECTED);
  }

  /** A duration longer than nothing. */
  @Nullable Duration positive(String key) {
    return parsed(
        key,
        text -> Durations.parse(text).filter(value -> !value.isZero()),
        Durations.EXPECTED + ", longer than nothing");
  }

  /** A word of a closed list. */
  <T> @Nullable T word(String key, Function<String, Optional<T>> parser, String expected) {
    return parsed(key, parser, expected);
  }

  private <T> @Nullable T parsed(
      String key, Function<String, Optional<T>> parser, String expected) {
    String value = text(key);
    if (value == null || value.isEmpty()) {
      return null;
    }
    Optional<T> result = parser.apply(value);
    if (result.isEmpty()) {
      faults.wrong(path(key), value, expected);
    }
    return result.orElse(null);
  }

  /** A map of names to texts. */
  Map<String, String> texts(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    Section section = section(key);
    for (String name : section.names()) {
      String value = section.text(name);
      if (value != null) {
        texts.put(name, value);
      }
    }
    return texts;
  }

  /** Refuses a key whose time has not come, with the reason. */
  void refuse(String key, String why) {
    if (take(key) != null) {
      faults.add(path(key), why);
    }
  }

  /** Refuses every key no getter asked for. */
  void end() {
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        faults.unknown(path(key), key, known);
      }
    }
  }

  Faults faults() {
    return faults;
  }

  private @Nullable Object take(String key) {
    known.add(key);
    return values.get(key);
  }
}
