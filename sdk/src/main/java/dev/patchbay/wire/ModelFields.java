package dev.patchbay.wire;

import com.squareup.moshi.JsonReader;
import dev.patchbay.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The plain fields of one entry of a list of models: words and numbers by name, whatever else is
 * skipped, so that one odd field does not cost the list. One thread.
 */
public final class ModelFields {
  private static final int LONGEST_WORD = 512;
  private static final int MOST_FIELDS = 200;

  private final Map<String, String> words = new HashMap<>();
  private final Map<String, List<String>> lists = new HashMap<>();

  private ModelFields() {}

  /** Reads one entry; an entry that is no object has no fields. */
  public static ModelFields read(JsonReader in) throws IOException {
    ModelFields fields = new ModelFields();
    if (in.peek() != JsonReader.Token.BEGIN_OBJECT) {
      in.skipValue();
      return fields;
    }
    in.beginObject();
    while (in.hasNext()) {
      fields.field(in, in.nextName());
    }
    in.endObject();
    return fields;
  }

  private void field(JsonReader in, String name) throws IOException {
    switch (in.peek()) {
      case STRING, NUMBER -> put(name, in.nextString());
      case BEGIN_ARRAY -> list(in, name);
      default -> in.skipValue();
    }
  }

  private void put(String name, String value) {
    if (value.length() <= LONGEST_WORD && words.size() < MOST_FIELDS) {
      words.put(name, value);
    }
  }

  private void list(JsonReader in, String name) throws IOException {
    List<String> items = new ArrayList<>();
    in.beginArray();
    while (in.hasNext()) {
      if (in.peek() == JsonReader.Token.STRING && items.size() < MOST_FIELDS) {
        items.add(in.nextString());
      } else {
        in.skipValue();
      }
    }
    in.endArray();
    lists.put(name, items);
  }

  /** Reads the entries of an array that is open next; too many are skipped. */
  public static List<ModelFields> readAll(JsonReader in) throws IOException {
    List<ModelFields> all = new ArrayList<>();
    if (Json.skipNull(in)) {
      return all;
    }
    in.beginArray();
    while (in.hasNext()) {
      if (all.size() < ModelListing.MOST) {
        all.add(read(in));
      } else {
        in.skipValue();
      }
    }
    in.endArray();
    return all;
  }

  /** A word that is there and not empty; null if not. */
  public @Nullable String word(String name) {
    String word = words.get(name);
    return word == null || word.isBlank() ? null : word;
  }

  /** The first of these fields that holds a whole number of at least 1; null if none does. */
  public @Nullable Integer count(String... names) {
    for (String name : names) {
      BigDecimal number = number(name);
      if (number != null && number.signum() > 0 && number.precision() - number.scale() <= 9) {
        return number.intValue();
      }
    }
    return null;
  }

  /** A time in seconds of the epoch or as RFC 3339; null if it is neither. */
  public @Nullable Instant time(String name) {
    BigDecimal seconds = number(name);
    if (seconds != null) {
      boolean sane = seconds.signum() > 0 && seconds.precision() - seconds.scale() <= 11;
      return sane ? Instant.ofEpochSecond(seconds.longValue()) : null;
    }
    try {
      String word = word(name);
      return word == null ? null : Instant.parse(word);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private @Nullable BigDecimal number(String name) {
    String word = word(name);
    try {
      return word == null || word.length() > 20 ? null : new BigDecimal(word);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** The words of a list; empty if it is not there. */
  public List<String> words(String name) {
    return lists.getOrDefault(name, List.of());
  }

  /** True if the list is there. */
  public boolean has(String name) {
    return lists.containsKey(name);
  }
}
