package dev.patchbay.structured;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.RawJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A Java type that answers can be asked for. Records, by their components' names: text, numbers
 * ({@code BigDecimal} too, never through a {@code double}), booleans, enums, {@code java.time}
 * values, {@code UUID}, {@code URI}, {@code List}, {@code Set}, {@code Map<String, …>}, records and
 * sealed interfaces of records (told apart by {@code "type": "<the record's simple name>"}), also
 * ones that hold themselves. A component marked {@code @Nullable}, or an {@code Optional}, may be
 * left out by the model; every other must be there. {@link Description} tells the model what a type
 * or a component means. Immutable and thread-safe: make one and keep it.
 */
public final class StructuredType<T> {
  /** The one property of the object around a value that is no object itself. */
  private static final String VALUE = "value";

  private final Class<?> named;
  private final Shape shape;
  private final boolean wrapped;
  private final ResponseFormat.JsonSchema format;

  private StructuredType(Class<?> named, Shape shape, boolean wrapped, Map<String, Shape> defined) {
    this.named = named;
    this.shape = shape;
    this.wrapped = wrapped;
    RawJson schema = RawJson.of(Json.write(writer -> schema(writer, defined)));
    this.format =
        new ResponseFormat.JsonSchema(
            named.getSimpleName(), null, schema, isStrict(shape, defined));
  }

  private static boolean isStrict(Shape shape, Map<String, Shape> defined) {
    return shape.strict() && defined.values().stream().allMatch(Shape::strict);
  }

  /**
   * The type of a class without parameters.
   *
   * @throws IllegalArgumentException if no schema can say it; the message names the place
   */
  public static <T> StructuredType<T> of(Class<T> type) {
    Shapes shapes = new Shapes();
    Shape shape = shapes.of(type, type.getSimpleName());
    return new StructuredType<>(type, shape, !(shape instanceof RecordShape), shapes.defined());
  }

  /** The type of a list of values of a class; see {@link #of}. */
  public static <T> StructuredType<List<T>> listOf(Class<T> type) {
    Shapes shapes = new Shapes();
    Field item = new Field(shapes.of(type, type.getSimpleName() + "[]"), false, false, null);
    return new StructuredType<>(type, new ListShape(item, false), true, shapes.defined());
  }

  /**
   * What a request is to say: a JSON Schema that closes its objects and demands every property
   * (what may be absent is null), so that strict servers take it. {@code strict} is false only if a
   * {@code Map} is in it, which strict schemas cannot say.
   */
  public ResponseFormat.JsonSchema format() {
    return format;
  }

  private void schema(JsonWriter writer, Map<String, Shape> defined) throws IOException {
    writer.beginObject();
    if (wrapped) {
      writer.name("type").value("object");
      writer.name("properties").beginObject().name(VALUE);
      new Field(shape, false, false, null).schema(writer);
      writer.endObject();
      writer.name("required").beginArray().value(VALUE).endArray();
      writer.name("additionalProperties").value(false);
    } else {
      shape.schema(writer, false);
    }
    if (!defined.isEmpty()) {
      writer.name("$defs").beginObject();
      for (Map.Entry<String, Shape> one : defined.entrySet()) {
        writer.name(one.getKey()).beginObject();
        one.getValue().schema(writer, false);
        writer.endObject();
      }
      writer.endObject();
    }
    writer.endObject();
  }

  /**
   * The value an answer's text says. Text around the JSON object, such as a code fence, is passed
   * over: models without a schema mode of their own like to write some. Unknown properties are too.
   *
   * @throws BadJsonException if it says none; the message names the place and what was expected
   *     there
   */
  @SuppressWarnings("unchecked") // the shape was made of the type
  public T parse(String text) {
    return (T) Json.read(object(text), wrapped ? this::unwrap : shape::read);
  }

  private static String object(String text) {
    int begin = text.indexOf('{');
    int end = text.lastIndexOf('}');
    if (begin < 0 || end < begin) {
      throw new BadJsonException("$", "Expected a JSON object");
    }
    return text.substring(begin, end + 1);
  }

  private Object unwrap(JsonReader reader) throws IOException {
    Object value = null;
    reader.beginObject();
    while (reader.hasNext()) {
      if (reader.nextName().equals(VALUE)) {
        value = new Field(shape, false, false, null).read(reader);
      } else {
        reader.skipValue();
      }
    }
    reader.endObject();
    if (value == null) {
      throw new BadJsonException("$." + VALUE, "Expected a value, found nothing");
    }
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StructuredType<?> that
        && named == that.named
        && format.equals(that.format);
  }

  @Override
  public int hashCode() {
    return Objects.hash(named, format);
  }

  /** The name of the type. */
  @Override
  public String toString() {
    return shape instanceof ListShape
        ? "List<" + named.getSimpleName() + ">"
        : named.getSimpleName();
  }
}
