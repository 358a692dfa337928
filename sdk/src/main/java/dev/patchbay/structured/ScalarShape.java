package dev.patchbay.structured;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A single value: text, number or flag.
 *
 * @param type its type in JSON Schema
 * @param format its format in JSON Schema; null for none. Only formats that strict schemas know
 *     (OpenAI, "Structured model outputs", read 2026-11-20) are said
 * @param note how it is written, for the model, where no format says it; null for none
 * @param expected what an error says was expected
 */
record ScalarShape(
    String type, @Nullable String format, @Nullable String note, String expected, Reading reading)
    implements Shape {
  /** How a value is read. */
  interface Reading {
    Object read(JsonReader reader) throws IOException;
  }

  private static final Map<Class<?>, ScalarShape> ALL = new HashMap<>();

  static {
    add(text(null, null, "a string", Function.identity()), String.class, CharSequence.class);
    add(text("date-time", null, "a time like 2026-01-31T12:00:00Z", Instant::parse), Instant.class);
    add(
        text("date-time", null, "a time like 2026-01-31T12:00:00+01:00", OffsetDateTime::parse),
        OffsetDateTime.class);
    add(text("date", null, "a date like 2026-01-31", LocalDate::parse), LocalDate.class);
    add(
        text(null, "A time of day like 12:30:00", "a time of day like 12:30:00", LocalTime::parse),
        LocalTime.class);
    add(
        text(
            null,
            "A date and time like 2026-01-31T12:30:00",
            "a date and time like 2026-01-31T12:30:00",
            LocalDateTime::parse),
        LocalDateTime.class);
    add(text("duration", null, "a duration like PT1H30M", Duration::parse), Duration.class);
    add(text("uuid", null, "a UUID", UUID::fromString), UUID.class);
    add(text(null, "A URI", "a URI", URI::create), URI.class);
    add(
        new ScalarShape("boolean", null, null, "true or false", JsonReader::nextBoolean),
        boolean.class,
        Boolean.class);
    add(whole(BigInteger::intValueExact), int.class, Integer.class);
    add(whole(BigInteger::longValueExact), long.class, Long.class);
    add(whole(BigInteger::shortValueExact), short.class, Short.class);
    add(whole(BigInteger::byteValueExact), byte.class, Byte.class);
    add(whole(number -> number), BigInteger.class);
    add(decimal(BigDecimal::doubleValue), double.class, Double.class);
    add(decimal(BigDecimal::floatValue), float.class, Float.class);
    add(decimal(number -> number), BigDecimal.class, Number.class);
  }

  private static void add(ScalarShape shape, Class<?>... types) {
    for (Class<?> type : types) {
      ALL.put(type, shape);
    }
  }

  /** The shape of a type; null if it is no single value. */
  static @Nullable ScalarShape of(Class<?> type) {
    return ALL.get(type);
  }

  private static ScalarShape text(
      @Nullable String format, @Nullable String note, String expected, Function<String, ?> parser) {
    return new ScalarShape(
        "string", format, note, expected, reader -> parser.apply(reader.nextString()));
  }

  private static ScalarShape whole(Function<BigInteger, ?> narrow) {
    return new ScalarShape(
        "integer",
        null,
        null,
        "a whole number in range",
        reader -> narrow.apply(number(reader).toBigIntegerExact()));
  }

  private static ScalarShape decimal(Function<BigDecimal, ?> narrow) {
    return new ScalarShape(
        "number", null, null, "a number", reader -> narrow.apply(number(reader)));
  }

  /** A number written as a string is not one. */
  private static BigDecimal number(JsonReader reader) throws IOException {
    if (reader.peek() != JsonReader.Token.NUMBER) {
      throw new IllegalArgumentException("not a number");
    }
    return Json.number(reader);
  }

  @Override
  public void schema(JsonWriter writer, boolean orNull) throws IOException {
    Shape.type(writer, type, orNull);
    if (format != null) {
      writer.name("format").value(format);
    }
  }

  @Override
  public Object read(JsonReader reader) throws IOException {
    String path = reader.getPath();
    if (type.equals("string") && reader.peek() != JsonReader.Token.STRING) {
      throw new BadJsonException(path, "Expected " + expected);
    }
    try {
      return reading.read(reader);
    } catch (RuntimeException e) {
      BadJsonException bad = new BadJsonException(path, "Expected " + expected);
      bad.initCause(e);
      throw bad;
    }
  }

  @Override
  public boolean strict() {
    return true;
  }
}
