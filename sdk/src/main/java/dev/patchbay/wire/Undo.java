package dev.patchbay.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an encoder changed in a request that has to be undone in its answer. Immutable.
 *
 * @param renamed the caller's own names of tools by those that were sent; empty if all names were
 *     sent as they are
 * @param stops stop texts the target was not told: the answer ends before the first of them
 * @param unwrapped name of a tool whose arguments are the answer's text, because the target knows
 *     no other way to keep to a schema; null for none
 */
public record Undo(Map<String, String> renamed, List<String> stops, @Nullable String unwrapped) {
  /** Nothing is to be undone. */
  public static final Undo NONE = new Undo(Map.of(), List.of(), null);

  public Undo {
    renamed = Map.copyOf(renamed);
    stops = List.copyOf(stops);
  }

  /** True if the answer is the caller's as it comes. */
  public boolean isNone() {
    return renamed.isEmpty() && stops.isEmpty() && unwrapped == null;
  }
}
