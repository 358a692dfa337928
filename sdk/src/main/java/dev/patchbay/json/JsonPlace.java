package dev.patchbay.json;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a document has a text: for errors about what it names. Stateless. */
public final class JsonPlace {
  private JsonPlace() {}

  /**
   * The path of the first string that is this text, such as {@code
   * $.messages[0].content[1].image_url.url}; empty if there is none.
   */
  public static Optional<String> of(JsonBytes in, String text) {
    String path = find(in, in.root(), "$", text);
    return Optional.ofNullable(path);
  }

  /** No deeper than the document was allowed to be when it was read. */
  private static @Nullable String find(JsonBytes in, int node, String path, String text) {
    if (in.is(node, text)) {
      return path;
    }
    return in.isObject(node)
        ? inObject(in, node, path, text)
        : in.isArray(node) ? inArray(in, node, path, text) : null;
  }

  private static @Nullable String inObject(JsonBytes in, int object, String path, String text) {
    int end = in.next(object);
    for (int key = in.first(object); key < end; key = in.next(key + 1)) {
      int value = key + 1;
      boolean inside = in.isObject(value) || in.isArray(value);
      if (inside || in.is(value, text)) {
        String found = find(in, value, path + "." + in.head(key, 100), text);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static @Nullable String inArray(JsonBytes in, int array, String path, String text) {
    int end = in.next(array);
    int index = 0;
    for (int item = in.first(array); item < end; item = in.next(item)) {
      String found = find(in, item, path + "[" + index + "]", text);
      if (found != null) {
        return found;
      }
      index++;
    }
    return null;
  }
}
