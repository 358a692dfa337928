package dev.patchbay.wire.gemini;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts a call's arguments together from the values Vertex streams, each with its path. One thread.
 */
final class PartialArgs {
  private static final Pattern STEP =
      Pattern.compile("\\.([^.\\[\\]]+)|\\[(\\d{1,4})\\]|\\['([^']*)'\\]|\\[\"([^\"]*)\"\\]");
  private static final int MOST_STEPS = 64;

  private final Map<Object, Object> root = new LinkedHashMap<>();

  /** One value; {@code text} if it is a piece of one, else {@code raw}. */
  record Value(List<Object> path, @Nullable String text, @Nullable RawJson raw) {}

  static Value read(Block value) {
    String path = value.string("jsonPath", "$");
    String text = value.string("stringValue");
    RawJson number = value.take("numberValue");
    RawJson flag = value.take("boolValue");
    RawJson raw = number == null ? flag : number;
    List<Object> steps = steps(path, value.path());
    return new Value(steps, text, text == null && raw == null ? RawJson.of("null") : raw);
  }

  private static List<Object> steps(String path, String where) {
    List<Object> steps = new ArrayList<>();
    Matcher step = STEP.matcher(path);
    int at = path.startsWith("$") ? 1 : 0;
    while (at < path.length() && steps.size() < MOST_STEPS && step.find(at) && step.start() == at) {
      String index = step.group(2);
      String name = step.group(1) != null ? step.group(1) : step.group(3);
      steps.add(
          index != null ? Integer.valueOf(index) : name == null ? step.group(4) : (Object) name);
      at = step.end();
    }
    if (at < path.length() || steps.isEmpty() || steps.get(0) instanceof Integer) {
      throw new BadJsonException(where + ".jsonPath", "Expected a path to a value");
    }
    return steps;
  }

  /** Adds a value; a path that contradicts an earlier one replaces it. */
  @SuppressWarnings("unchecked")
  void add(Value value) {
    Map<Object, Object> at = root;
    List<Object> path = value.path();
    for (int i = 0; i < path.size() - 1; i++) {
      boolean list = path.get(i + 1) instanceof Integer;
      Object next = at.get(path.get(i));
      if (!(next instanceof Map) || (next instanceof Items) != list) {
        next = list ? new Items() : new LinkedHashMap<>();
        at.put(path.get(i), next);
      }
      at = (Map<Object, Object>) next;
    }
    Object last = path.get(path.size() - 1);
    if (value.text() == null) {
      at.put(last, value.raw() == null ? RawJson.of("null") : value.raw());
    } else if (at.get(last) instanceof StringBuilder text) {
      text.append(value.text());
    } else {
      at.put(last, new StringBuilder(value.text()));
    }
  }

  /** The items of an array by their places; a gap is closed. */
  private static final class Items extends java.util.TreeMap<Object, Object> {
    private static final long serialVersionUID = 1L;
  }

  /** The arguments so far, as JSON. */
  String json() {
    return Json.write(writer -> write(writer, root));
  }

  private static void write(JsonWriter writer, @Nullable Object value) throws IOException {
    if (value instanceof Items items) {
      writer.beginArray();
      for (Object item : items.values()) {
        write(writer, item);
      }
      writer.endArray();
    } else if (value instanceof Map<?, ?> map) {
      writer.beginObject();
      for (Map.Entry<?, ?> field : map.entrySet()) {
        writer.name(String.valueOf(field.getKey()));
        write(writer, field.getValue());
      }
      writer.endObject();
    } else if (value instanceof RawJson raw) {
      Json.raw(writer, raw);
    } else {
      writer.value(String.valueOf(value));
    }
  }
}
