package dev.patchbay.json;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonEncodingException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * The one door through which foreign JSON is read and ours is written. Inside it, codecs use
 * Moshi's streaming reader; whatever goes wrong there (also Moshi's {@code AssertionError}) leaves
 * as a {@link BadJsonException} with a path, never as an {@code Error}. Stateless.
 */
public final class Json {
  private static final int BOM_BYTES = 3;

  /** Longer numbers, and exponents beyond it, are no quantity of anything but an attack. */
  private static final int SANE_DIGITS = 1000;

  private Json() {}

  /** Reads one value out of a reader. */
  @FunctionalInterface
  public interface Parser<T extends @Nullable Object> {
    T parse(JsonReader reader) throws IOException;
  }

  /** Writes one value into a writer. */
  @FunctionalInterface
  public interface Printer {
    void print(JsonWriter writer) throws IOException;
  }

  /**
   * Reads a document that holds exactly one value.
   *
   * @throws BadJsonException if it is malformed, of another shape, or has text after its end
   */
  public static <T extends @Nullable Object> T read(String text, Parser<T> parser) {
    return read(new Buffer().writeUtf8(text), parser);
  }

  /** As {@link #read(String, Parser)}, from UTF-8 bytes; a leading byte order mark is skipped. */
  public static <T extends @Nullable Object> T read(byte[] utf8, Parser<T> parser) {
    return read(new Buffer().write(utf8), parser);
  }

  private static <T extends @Nullable Object> T read(Buffer source, Parser<T> parser) {
    skipByteOrderMark(source);
    if (NumberScan.hasMonster(source)) {
      throw new BadJsonException("$", "Expected numbers of a sane size");
    }
    JsonReader reader = JsonReader.of(source);
    try {
      T value = parser.parse(reader);
      requireEnd(reader);
      return value;
    } catch (IOException | JsonDataException | AssertionError | IllegalStateException e) {
      throw bad(reader, e);
    }
  }

  private static void requireEnd(JsonReader reader) throws IOException {
    boolean end;
    try {
      end = reader.peek() == JsonReader.Token.END_DOCUMENT;
    } catch (JsonEncodingException e) {
      end = false;
    }
    if (!end) {
      throw new BadJsonException("$", "Expected the end of the document");
    }
  }

  private static void skipByteOrderMark(Buffer source) {
    try {
      if (source.size() >= BOM_BYTES
          && (source.getByte(0) & 0xff) == 0xef
          && (source.getByte(1) & 0xff) == 0xbb
          && (source.getByte(2) & 0xff) == 0xbf) {
        source.skip(BOM_BYTES);
      }
    } catch (IOException e) {
      throw new IllegalStateException("A memory buffer failed", e);
    }
  }

  private static BadJsonException bad(JsonReader reader, Throwable cause) {
    String path = reader.getPath();
    String detail = endsEarly(cause) ? "The JSON document ends early" : "The JSON is malformed";
    if (cause instanceof JsonDataException && cause.getMessage() != null) {
      detail = withoutValue(cause.getMessage());
    }
    BadJsonException bad = new BadJsonException(path, detail);
    bad.initCause(cause);
    return bad;
  }

  private static boolean endsEarly(Throwable cause) {
    return cause instanceof java.io.EOFException
        || (cause instanceof JsonEncodingException
            && String.valueOf(cause.getMessage()).startsWith("Unterminated string"));
  }

  /** Moshi quotes a value it could not convert; a document is never quoted. Token names stay. */
  private static String withoutValue(String message) {
    int was = message.indexOf(" but was ");
    int path = message.lastIndexOf(" at path ");
    if (was < 0 || path < was) {
      return message;
    }
    String found = message.substring(was + " but was ".length(), path);
    for (JsonReader.Token token : JsonReader.Token.values()) {
      if (token.name().equals(found)) {
        return message;
      }
    }
    return message.substring(0, was);
  }

  /**
   * Reads the next value verbatim. It is checked to be well formed to the last escape: Moshi's own
   * {@code nextSource} only counts brackets.
   */
  public static RawJson raw(JsonReader reader) throws IOException {
    String path = reader.getPath();
    try (BufferedSource source = reader.nextSource()) {
      String text = source.readUtf8().strip();
      if (!JsonSyntax.isValue(text)) {
        throw new BadJsonException(path, "The JSON is malformed");
      }
      return RawJson.trusted(text);
    }
  }

  /** Reads a string, or null for the literal null. */
  public static @Nullable String stringOrNull(JsonReader reader) throws IOException {
    return reader.peek() == JsonReader.Token.NULL ? reader.nextNull() : reader.nextString();
  }

  /** Reads a whole number, or null for the literal null; {@code 3.0} is a whole number. */
  public static @Nullable Long longOrNull(JsonReader reader) throws IOException {
    if (skipNull(reader)) {
      return null;
    }
    String path = reader.getPath();
    // Not Moshi's own: a million digits would keep it busy for seconds.
    BigDecimal number = number(reader);
    try {
      return number.longValueExact();
    } catch (ArithmeticException e) {
      throw new BadJsonException(path, "Expected a whole number");
    }
  }

  /** Reads an exact decimal of at most 1,000 digits, and exponents within as many. */
  public static BigDecimal number(JsonReader reader) throws IOException {
    String digits = reader.nextString();
    try {
      if (digits.length() <= SANE_DIGITS) {
        BigDecimal number = new BigDecimal(digits);
        if (Math.abs((long) number.scale()) <= SANE_DIGITS) {
          return number;
        }
      }
      throw new BadJsonException(reader.getPath(), "Expected a number of a sane size");
    } catch (NumberFormatException e) {
      throw new BadJsonException(reader.getPath(), "Expected a number");
    }
  }

  /** Reads a boolean, or null for the literal null. */
  public static @Nullable Boolean booleanOrNull(JsonReader reader) throws IOException {
    return reader.peek() == JsonReader.Token.NULL
        ? reader.nextNull()
        : (Boolean) reader.nextBoolean();
  }

  /** Skips a null and says true, or says false and reads nothing. */
  public static boolean skipNull(JsonReader reader) throws IOException {
    if (reader.peek() != JsonReader.Token.NULL) {
      return false;
    }
    reader.nextNull();
    return true;
  }

  /** Writes a document as text. */
  public static String write(Printer printer) {
    return print(printer).readUtf8();
  }

  /** Writes a document as UTF-8 bytes. */
  public static byte[] writeBytes(Printer printer) {
    return print(printer).readByteArray();
  }

  private static Buffer print(Printer printer) {
    Buffer buffer = new Buffer();
    try (JsonWriter writer = JsonWriter.of(buffer)) {
      printer.print(writer);
    } catch (IOException e) {
      throw new IllegalStateException("A memory buffer failed", e);
    }
    return buffer;
  }

  /** Writes a raw value as it is. */
  public static void raw(JsonWriter writer, RawJson raw) throws IOException {
    try (okio.BufferedSink sink = writer.valueSink()) {
      sink.writeUtf8(raw.text());
    }
  }

  /** Writes raw fields into the object that is open. */
  public static void fields(JsonWriter writer, JsonFields fields) throws IOException {
    for (var field : fields.byName().entrySet()) {
      writer.name(field.getKey());
      raw(writer, field.getValue());
    }
  }

  /** The UTF-8 bytes of a text. */
  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
