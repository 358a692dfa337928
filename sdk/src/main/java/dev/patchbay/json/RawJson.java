package dev.patchbay.json;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * One JSON value kept as the text it was written in: digits, escapes, key order and white space.
 * Tool schemas, tool arguments and unknown fields travel this way, so no number ever passes through
 * a {@code double}. Immutable; equality is equality of text (see {@link #sameValue} for meaning).
 */
public final class RawJson {
  /** The empty object, {@code {}}. */
  public static final RawJson EMPTY_OBJECT = new RawJson("{}");

  /** The literal {@code null}. */
  public static final RawJson NULL = new RawJson("null");

  private final String text;

  private RawJson(String text) {
    this.text = text;
  }

  /**
   * Wraps a JSON text after checking that it is exactly one well-formed value.
   *
   * @throws BadJsonException if it is not, with the path of the fault
   */
  public static RawJson of(String text) {
    return JsonSyntax.isValue(text) ? new RawJson(text.strip()) : Json.read(text, Json::raw);
  }

  /** As {@link #of(String)}, from UTF-8 bytes; a leading byte order mark is skipped. */
  public static RawJson of(byte[] utf8) {
    return of(new String(utf8, StandardCharsets.UTF_8));
  }

  /** The text as a JSON string literal, quoted and escaped. */
  public static RawJson string(String value) {
    return new RawJson(isPlain(value) ? '"' + value + '"' : Json.write(w -> w.value(value)));
  }

  /**
   * Most short strings are names; a chunk of every stream has one, and no writer is made for it.
   */
  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  /** Fields as one object. */
  public static RawJson object(JsonFields fields) {
    return new RawJson(
        Json.write(
            writer -> {
              writer.beginObject();
              Json.fields(writer, fields);
              writer.endObject();
            }));
  }

  /** Wraps text a reader has just validated. */
  static RawJson trusted(String text) {
    return new RawJson(text);
  }

  /** The JSON text, never empty. */
  public String text() {
    return text;
  }

  /** True for a JSON object, judged by its first character. */
  public boolean isObject() {
    return text.startsWith("{");
  }

  /** True for the literal {@code null}. */
  public boolean isNull() {
    return text.equals("null");
  }

  /** True for a JSON string, judged by its first character. */
  public boolean isString() {
    return text.startsWith("\"");
  }

  /** The characters of the string this is, if it {@link #isString}. */
  public String characters() {
    return JsonWalk.string(text, 0, text.length());
  }

  /** True if both texts mean the same value: key order, white space and escapes don't count. */
  public boolean sameValue(RawJson other) {
    return text.equals(other.text) || JsonTree.of(this).equals(JsonTree.of(other));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawJson that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(text);
  }

  /** The JSON text. */
  @Override
  public String toString() {
    return text;
  }
}
