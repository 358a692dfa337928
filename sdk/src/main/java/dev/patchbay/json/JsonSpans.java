package dev.patchbay.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of one object or array lie in a text known to be well formed: found in one pass
 * that descends into nothing, and without a copy. A value is named by its place, from 0; in an
 * object names and values take turns, so the value of the name at {@code i} is at {@code i + 1}.
 * Immutable.
 */
public final class JsonSpans {
  /** Numbers for the first four fields of an object. */
  private static final int USUAL = 16;

  /** Numbers of so few digits fit a long, whatever they are. */
  private static final int SAFE_DIGITS = 18;

  private final String text;
  private final int from;
  private final int to;
  private int[] bounds = new int[USUAL];
  private int size;

  private JsonSpans(String text, int from, int to) {
    this.text = text;
    this.from = from;
    this.to = to;
    if (starts('{') || starts('[')) {
      split();
    }
  }

  /** The values directly inside an object or array; none inside anything else. */
  public static JsonSpans of(RawJson raw) {
    return new JsonSpans(raw.text(), 0, raw.text().length());
  }

  /** The values directly inside the one at a place. */
  public JsonSpans inside(int i) {
    return new JsonSpans(text, from(i), to(i));
  }

  private void split() {
    int at = JsonWalk.space(text, from + 1);
    while (at < to - 1) {
      int end = JsonWalk.behind(text, at);
      add(at, end);
      at = JsonWalk.space(text, end) + 1; // behind the comma or colon, or the bracket at the end
      at = at < to ? JsonWalk.space(text, at) : at;
    }
  }

  private void add(int start, int end) {
    if (2 * size == bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * bounds.length);
    }
    bounds[2 * size] = start;
    bounds[2 * size + 1] = end;
    size++;
  }

  private int from(int i) {
    return bounds[2 * i];
  }

  private int to(int i) {
    return bounds[2 * i + 1];
  }

  /** How many there are, names included. */
  public int size() {
    return size;
  }

  public boolean isObject() {
    return starts('{');
  }

  public boolean isArray() {
    return starts('[');
  }

  private boolean starts(char c) {
    return text.charAt(from) == c;
  }

  /** The object or array as it was written. */
  public RawJson raw() {
    return RawJson.trusted(text.substring(from, to));
  }

  /** The character a value begins with: of {@code null}, an {@code n}. */
  public char first(int i) {
    return text.charAt(from(i));
  }

  /** A value as it was written. */
  public RawJson raw(int i) {
    return first(i) == 'n' ? RawJson.NULL : RawJson.trusted(text.substring(from(i), to(i)));
  }

  /** The characters of a string. */
  public String string(int i) {
    return JsonWalk.string(text, from(i), to(i));
  }

  /** True if a value is a string of these characters. */
  public boolean is(int i, String characters) {
    int length = to(i) - from(i) - 2;
    if (first(i) != '"' || length < characters.length()) {
      return false;
    }
    return length == characters.length()
        ? text.startsWith(characters, from(i) + 1)
        : JsonWalk.hasEscape(text, from(i), to(i)) && string(i).equals(characters);
  }

  /** A number written in digits alone, at most 18 of them; null for every other value. */
  public @Nullable Long whole(int i) {
    int digits = first(i) == '-' ? from(i) + 1 : from(i);
    if (to(i) - digits > SAFE_DIGITS) {
      return null;
    }
    for (int at = digits; at < to(i); at++) {
      if (text.charAt(at) < '0' || text.charAt(at) > '9') {
        return null;
      }
    }
    return Long.parseLong(text, from(i), to(i), 10);
  }
}
