package dev.patchbay.json;

import java.util.List;

/**
 * Replaces one string in a JSON text and leaves every other character as it is. It takes the text
 * for what it seems to be: where there is no such string, or no JSON at all, nothing is changed.
 * Stateless.
 */
public final class JsonPatch {
  private JsonPatch() {}

  /**
   * The text with another string in this place; an empty one there is left alone.
   *
   * @param path names of members, from the outermost object; of members of one name the first
   *     counts
   * @param value the new string, not yet quoted
   */
  public static String string(String json, List<String> path, String value) {
    int at = 0;
    for (String name : path) {
      at = member(json, at, name);
      if (at < 0) {
        return json;
      }
    }
    if (charAt(json, at) != '"') {
      return json;
    }
    int end = pastString(json, at);
    String quoted = RawJson.string(value).text();
    boolean same = quoted.length() == end - at && json.startsWith(quoted, at);
    return same || end - at == 2 ? json : json.substring(0, at) + quoted + json.substring(end);
  }

  /** Where the value of an object's member begins; -1 if there is none. */
  private static int member(String json, int object, String name) {
    int at = pastSpace(json, object);
    if (charAt(json, at) != '{') {
      return -1;
    }
    at = pastSpace(json, at + 1);
    while (charAt(json, at) == '"') {
      int end = pastString(json, at);
      boolean found =
          end - at == name.length() + 2 && json.regionMatches(at + 1, name, 0, name.length());
      at = pastSpace(json, end);
      if (charAt(json, at) != ':') {
        return -1;
      }
      at = pastSpace(json, at + 1);
      if (found) {
        return at;
      }
      at = pastSpace(json, pastValue(json, at));
      if (charAt(json, at) != ',') {
        return -1;
      }
      at = pastSpace(json, at + 1);
    }
    return -1;
  }

  private static char charAt(String json, int at) {
    return at < json.length() ? json.charAt(at) : 0;
  }

  private static int pastSpace(String json, int from) {
    int at = from;
    while (at < json.length() && json.charAt(at) <= ' ') {
      at++;
    }
    return at;
  }

  private static int pastString(String json, int quote) {
    int at = quote + 1;
    while (at < json.length() && json.charAt(at) != '"') {
      at += json.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(json.length(), at + 1);
  }

  private static int pastValue(String json, int from) {
    int depth = 0;
    int at = from;
    while (at < json.length()) {
      char c = json.charAt(at);
      if (depth == 0 && (c == ',' || c == '}' || c == ']')) {
        return at;
      }
      depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      at = c == '"' ? pastString(json, at) : at + 1;
    }
    return at;
  }
}
