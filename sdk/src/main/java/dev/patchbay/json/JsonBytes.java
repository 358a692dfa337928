package dev.patchbay.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A JSON document left in the bytes it came in, and where each value of it lies: read in one pass,
 * without a copy of anything. A value is named by its node, a number; the members of an object are
 * pairs of nodes, the name and then the value. It is checked to be well formed throughout, also
 * below the depth to which nodes are made. Immutable but for the bytes, which nobody changes.
 */
public final class JsonBytes {
  /** No node. */
  public static final int NONE = -1;

  /** How long a byte order mark is. */
  public static final int MARK_BYTES = 3;

  static final int FROM = 0;
  static final int TO = 1;
  static final int NEXT = 2;

  /** Numbers a node takes in the table. */
  static final int STRIDE = 3;

  private static final int SANE_DIGITS = 40;

  private final byte[] bytes;
  private final int[] nodes;

  JsonBytes(byte[] bytes, int[] nodes) {
    this.bytes = bytes;
    this.nodes = nodes;
  }

  /**
   * Reads a document that holds exactly one value; a leading byte order mark is skipped.
   *
   * @param depth how many levels of objects and arrays get nodes; deeper ones are only checked
   * @throws BadJsonException if it is malformed
   */
  public static JsonBytes read(byte[] utf8, int depth) {
    return new ByteScanner(utf8, depth).document();
  }

  /** As {@link #read}, of a document that must be an object. */
  public static JsonBytes readObject(byte[] utf8, int depth) {
    JsonBytes document = read(utf8, depth);
    if (!document.isObject(document.root())) {
      throw new BadJsonException("$", "Expected an object");
    }
    return document;
  }

  /** The outermost value. */
  public int root() {
    return 0;
  }

  /** The document; nobody changes it. */
  public byte[] bytes() {
    return bytes;
  }

  /** True if the document stands behind a byte order mark. */
  public boolean hasByteOrderMark() {
    return marked(bytes);
  }

  static boolean marked(byte[] bytes) {
    return bytes.length >= MARK_BYTES
        && (bytes[0] & 0xff) == 0xef
        && (bytes[1] & 0xff) == 0xbb
        && (bytes[2] & 0xff) == 0xbf;
  }

  /** Where a value begins. */
  public int from(int node) {
    return nodes[node * STRIDE + FROM];
  }

  /** Behind the end of a value. */
  public int to(int node) {
    return nodes[node * STRIDE + TO];
  }

  /** The node behind a value and all that is in it. */
  public int next(int node) {
    return nodes[node * STRIDE + NEXT];
  }

  /**
   * The first node inside an object, a name, or inside an array, a value; equal to {@link #next}
   * for an empty one. What follows it is found by {@code next}.
   */
  public int first(int container) {
    return container + 1;
  }

  public boolean isObject(int node) {
    return starts(node, '{');
  }

  public boolean isArray(int node) {
    return starts(node, '[');
  }

  public boolean isString(int node) {
    return starts(node, '"');
  }

  public boolean isTrue(int node) {
    return starts(node, 't');
  }

  private boolean starts(int node, char c) {
    return node != NONE && bytes[from(node)] == c;
  }

  /** True for no node and for the literal null: both say nothing. */
  public boolean isAbsent(int node) {
    return node == NONE || bytes[from(node)] == 'n';
  }

  /**
   * The value of a field, {@link #NONE} if it is absent, null, or the holder is no object. Of
   * several of one name the last counts, as it does nearly everywhere.
   */
  public int field(int object, String name) {
    int found = NONE;
    if (isObject(object)) {
      int end = next(object);
      for (int key = first(object); key < end; key = next(key + 1)) {
        if (is(key, name)) {
          found = key + 1;
        }
      }
    }
    return isAbsent(found) ? NONE : found;
  }

  /** Calls for each value of an array, in order; never for what is no array. */
  public void each(int array, IntConsumer value) {
    if (isArray(array)) {
      int end = next(array);
      for (int item = first(array); item < end; item = next(item)) {
        value.accept(item);
      }
    }
  }

  /** True if an object has fields of no other names. */
  public boolean hasOnly(int object, Set<String> names) {
    if (isObject(object)) {
      int end = next(object);
      for (int key = first(object); key < end; key = next(key + 1)) {
        if (!names.contains(text(key))) {
          return false;
        }
      }
    }
    return true;
  }

  /** True if a node is a string of these characters. */
  public boolean is(int node, String text) {
    if (!isString(node)) {
      return false;
    }
    int at = from(node) + 1;
    int length = to(node) - 1 - at;
    for (int i = 0; i < Math.min(length, text.length()); i++) {
      int c = bytes[at + i];
      if (c != text.charAt(i)) {
        return (c == '\\' || c < 0) && text(node).equals(text);
      }
    }
    return length == text.length();
  }

  private boolean hasEscape(int node) {
    for (int i = from(node) + 1; i < to(node); i++) {
      if (bytes[i] == '\\') {
        return true;
      }
    }
    return false;
  }

  /** The string a node is; null if it is none. */
  public @Nullable String string(int node) {
    return isString(node) ? text(node) : null;
  }

  private String text(int node) {
    int from = from(node) + 1;
    int length = to(node) - 1 - from;
    return hasEscape(node)
        ? new ByteText(bytes, from, to(node) - 1).head(Integer.MAX_VALUE)
        : new String(bytes, from, length, StandardCharsets.UTF_8);
  }

  /** The beginning of a string, of at most so many characters; empty for what is no string. */
  public String head(int node, int most) {
    return isString(node) ? new ByteText(bytes, from(node) + 1, to(node) - 1).head(most) : "";
  }

  /**
   * The string a value is, or the digits of a number; null if there is none.
   *
   * @param path what to call the value if it is neither
   */
  public @Nullable String string(int node, String path) {
    if (isAbsent(node)) {
      return null;
    }
    if (isObject(node) || isArray(node) || isTrue(node) || starts(node, 'f')) {
      throw new BadJsonException(path, "Expected a string");
    }
    return isString(node) ? text(node) : rawText(node);
  }

  /**
   * A whole number; null if there is none.
   *
   * @param path what to call the value if it is something else
   */
  public @Nullable Integer integer(int node, String path) {
    if (isAbsent(node)) {
      return null;
    }
    String digits = isString(node) ? head(node, SANE_DIGITS) : "";
    if (!isString(node) && length(node) <= SANE_DIGITS) {
      digits = rawText(node);
    }
    try {
      BigDecimal number = new BigDecimal(digits);
      if (Math.abs((long) number.scale()) <= SANE_DIGITS) {
        return number.intValueExact();
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // Said below, with the place.
    }
    throw new BadJsonException(path, "Expected a whole number");
  }

  /** How many bytes a value takes, the quotes of a string apart; 0 for none. */
  public int length(int node) {
    if (node == NONE) {
      return 0;
    }
    return isString(node) ? to(node) - from(node) - 2 : to(node) - from(node);
  }

  /** A value verbatim. */
  public RawJson raw(int node) {
    return RawJson.trusted(rawText(node));
  }

  private String rawText(int node) {
    return new String(bytes, from(node), to(node) - from(node), StandardCharsets.UTF_8);
  }
}
