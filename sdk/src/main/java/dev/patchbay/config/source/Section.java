package dev.patchbay.config.source;

import dev.patchbay.config.Faults;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One map of the tree while it is read. Each getter names a key this version knows; {@link #end}
 * refuses the others. What is wrong goes to the faults, and the getter answers null, as it does for
 * what is unsaid: absent, null or blank. One thread.
 */
final class Section {
  private static final Duration LEAST = Duration.ofMillis(1);

  private final String path;
  private final Map<String, Object> values;
  private final boolean map;
  private final Faults faults;
  private final Set<String> known = new LinkedHashSet<>();

  private Section(String path, @Nullable Object value, Faults faults) {
    this.path = path;
    this.values = Nodes.entries(path, value, faults);
    this.map = value instanceof Map;
    this.faults = faults;
  }

  static Section root(Map<?, ?> tree, Faults faults) {
    return of("", tree, faults);
  }

  private static Section of(String path, @Nullable Object value, Faults faults) {
    return new Section(path, value, faults);
  }

  /** False if there was nothing at its path, or something else, which is then a fault. */
  boolean isMap() {
    return map;
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
    for (Item item : items(key)) {
      sections.add(item.section());
    }
    return sections;
  }

  /** One element of a list. */
  final class Item {
    private final String at;
    private final @Nullable Object value;

    private Item(String at, @Nullable Object value) {
      this.at = at;
      this.value = value;
    }

    /** Where it stands. */
    String path() {
      return at;
    }

    boolean isMap() {
      return value instanceof Map;
    }

    Section section() {
      return of(at, value, faults);
    }

    /** Its text; null, with a fault, if it has none. */
    @Nullable String text() {
      int before = faults.count();
      String text = Section.this.text(at, value);
      if (text == null && faults.count() == before) {
        faults.add(at, "expected a value");
      }
      return text;
    }
  }

  /** A list below; a single value counts as a list of one. */
  List<Item> items(String key) {
    List<Item> items = new ArrayList<>();
    for (Object item : Nodes.elements(path(key), take(key), faults)) {
      items.add(new Item(path(key) + "[" + items.size() + "]", item));
    }
    return items;
  }

  @Nullable String text(String key) {
    return text(path(key), take(key));
  }

  private @Nullable String text(String at, @Nullable Object value) {
    if (value != null && !Nodes.isScalar(value)) {
      faults.add(at, "expected a single value");
      return null;
    }
    String text = value == null ? "" : value.toString().strip();
    return text.isEmpty() ? null : text;
  }

  @Nullable Integer whole(String key, int least, int most) {
    String bounds =
        most == Integer.MAX_VALUE
            ? (least == Integer.MIN_VALUE ? "" : " of at least " + least)
            : " from " + least + " to " + most;
    return parsed(key, text -> Numbers.whole(text, least, most), "a whole number" + bounds);
  }

  @Nullable BigDecimal price(String key) {
    return parsed(key, Numbers::price, "a decimal number of at least 0");
  }

  @Nullable Boolean flag(String key) {
    return word(
        key,
        text ->
            switch (text) {
              case "true" -> Optional.of(true);
              case "false" -> Optional.of(false);
              default -> Optional.empty();
            },
        "true or false");
  }

  /** A duration of at most so long; zero is one. */
  @Nullable Duration duration(String key, Duration most) {
    return parsed(
        key,
        text -> Durations.parse(text).filter(value -> value.compareTo(most) <= 0),
        Durations.EXPECTED + ", at most " + most.toHours() + "h");
  }

  /** A duration of at least a millisecond, since many take zero for "for ever". */
  @Nullable Duration positive(String key, Duration most) {
    return parsed(
        key,
        text ->
            Durations.parse(text)
                .filter(value -> value.compareTo(LEAST) >= 0 && value.compareTo(most) <= 0),
        Durations.EXPECTED + ", from 1ms to " + most.toHours() + "h");
  }

  /** A word of a closed list, in any case. */
  <T> @Nullable T word(String key, Function<String, Optional<T>> parser, String expected) {
    return parsed(key, text -> parser.apply(text.toLowerCase(Locale.ROOT)), expected);
  }

  /** A value with a form of its own. */
  <T> @Nullable T parsed(String key, Function<String, Optional<T>> parser, String expected) {
    String value = text(key);
    Optional<T> result = value == null ? Optional.empty() : parser.apply(value);
    if (value != null && result.isEmpty()) {
      faults.wrong(path(key), value, expected);
    }
    return result.orElse(null);
  }

  /** A text that a check has nothing against. */
  @Nullable String sound(String key, Function<String, Optional<String>> check) {
    String value = text(key);
    Optional<String> fault = value == null ? Optional.empty() : check.apply(value);
    fault.ifPresent(text -> faults.unfit(path(key), Section.or(value, ""), text));
    return fault.isPresent() ? null : value;
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

  static <T> T or(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  /** The words of a closed list, for a fault. */
  static String words(Enum<?>[] values) {
    List<String> words = new ArrayList<>();
    for (Enum<?> value : values) {
      words.add(value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
    return "one of " + String.join(", ", words);
  }
}
