package dev.patchbay.wire;

import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an encoder changed in a request that has to be undone in its answer. Immutable.
 *
 * @param renamed the caller's own names of tools by those that were sent; empty if all names were
 *     sent as they are
 * @param stops stop texts the target was not told: the answer ends before the first of them
 * @param unwrapped name of a tool whose arguments are the answer's text, because the target knows
 *     no other way to keep to a schema; null for none
 * @param freeText names, as sent, of functions that stand for the caller's free-text tools: what
 *     they are called with is one argument, and to the caller it is the text itself
 * @param marks what the caller's protocol says of calls of a tool beside its name, by the name as
 *     sent
 */
public record Undo(
    Map<String, String> renamed,
    List<String> stops,
    @Nullable String unwrapped,
    Set<String> freeText,
    Map<String, JsonFields> marks) {
  /** The one argument of a function that stands for a free-text tool. */
  public static final String FREE_TEXT = "input";

  /** The schema of such a function. */
  public static final RawJson FREE_TEXT_SCHEMA =
      RawJson.of(
          "{\"type\":\"object\",\"properties\":{\"input\":{\"type\":\"string\"}},"
              + "\"required\":[\"input\"]}");

  /** Nothing is to be undone. */
  public static final Undo NONE = new Undo(Map.of(), List.of(), null);

  /** Nothing but names, stop texts and a wrapped answer. */
  public Undo(Map<String, String> renamed, List<String> stops, @Nullable String unwrapped) {
    this(renamed, stops, unwrapped, Set.of(), Map.of());
  }

  public Undo {
    renamed = Map.copyOf(renamed);
    stops = List.copyOf(stops);
    freeText = Set.copyOf(freeText);
    marks = Map.copyOf(marks);
  }

  /**
   * This, and then what was changed before it.
   *
   * @param earlier tools that had another name, and other marks, before this encoding began
   */
  public Undo after(Undo earlier) {
    if (earlier.isNone()) {
      return this;
    }
    Map<String, String> sent = new HashMap<>();
    renamed.forEach((name, own) -> sent.put(own, name));
    Map<String, String> names = new HashMap<>(renamed);
    earlier.renamed.forEach((name, own) -> names.put(sent.getOrDefault(name, name), own));
    Map<String, JsonFields> all = new HashMap<>(marks);
    earlier.marks.forEach((name, mark) -> all.put(sent.getOrDefault(name, name), mark));
    Set<String> free = new HashSet<>(freeText);
    earlier.freeText.forEach(name -> free.add(sent.getOrDefault(name, name)));
    return new Undo(names, stops, unwrapped, free, all);
  }

  /** True if the answer is the caller's as it comes. */
  public boolean isNone() {
    return renamed.isEmpty()
        && stops.isEmpty()
        && unwrapped == null
        && freeText.isEmpty()
        && marks.isEmpty();
  }
}
