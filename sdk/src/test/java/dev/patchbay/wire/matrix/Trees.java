package dev.patchbay.wire.matrix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON values as maps and lists that can be changed, as a client builds them. */
final class Trees {
  private Trees() {}

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  static List<Object> list(Object value) {
    return value == null ? new ArrayList<>() : (List<Object>) value;
  }

  static Map<String, Object> parse(String json) {
    return map(Node.tree(json));
  }

  /** An object of names and values in turn. */
  static Map<String, Object> object(Object... fields) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      map.put((String) fields[i], fields[i + 1]);
    }
    return map;
  }

  /** Appends a piece to a text of an object. */
  static void append(Map<String, Object> object, String field, Object piece) {
    object.merge(field, piece, (one, other) -> (String) one + other);
  }

  /** The conversation's list with more at its end. */
  static Map<String, Object> with(Map<String, Object> request, String field, List<Object> more) {
    Map<String, Object> next = new LinkedHashMap<>(request);
    List<Object> turns = new ArrayList<>(list(request.get(field)));
    turns.addAll(more);
    next.put(field, turns);
    return next;
  }
}
