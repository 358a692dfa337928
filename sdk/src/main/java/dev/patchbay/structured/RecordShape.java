package dev.patchbay.structured;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import dev.patchbay.json.BadJsonException;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record, by the names of its components; its constructor has the last word on the values.
 *
 * @param fields by name, in order of the components
 * @param description told to the model; null for none
 * @param tag what {@code type} says if the record is a case of a sealed interface; null if not
 */
record RecordShape(
    Constructor<?> constructor,
    Map<String, Field> fields,
    @Nullable String description,
    @Nullable String tag)
    implements Shape {
  @Override
  public void schema(JsonWriter writer, boolean orNull) throws IOException {
    if (!orNull) {
      words(writer);
      return;
    }
    writer.name("anyOf").beginArray();
    writer.beginObject();
    words(writer);
    writer.endObject();
    writer.beginObject().name("type").value("null").endObject();
    writer.endArray();
  }

  private void words(JsonWriter writer) throws IOException {
    Shape.type(writer, "object", false);
    if (description != null) {
      writer.name("description").value(description);
    }
    writer.name("properties").beginObject();
    if (tag != null) {
      writer.name(UnionShape.TAG).beginObject();
      writer.name("type").value("string");
      writer.name("enum").beginArray().value(tag).endArray().endObject();
    }
    for (Map.Entry<String, Field> field : fields.entrySet()) {
      writer.name(field.getKey());
      field.getValue().schema(writer);
    }
    writer.endObject();
    required(writer);
    writer.name("additionalProperties").value(false);
  }

  /** Strict schemas demand every name; what may be absent is null. */
  private void required(JsonWriter writer) throws IOException {
    writer.name("required").beginArray();
    if (tag != null) {
      writer.value(UnionShape.TAG);
    }
    for (String name : fields.keySet()) {
      writer.value(name);
    }
    writer.endArray();
  }

  @Override
  public Object read(JsonReader reader) throws IOException {
    String path = reader.getPath();
    if (reader.peek() != JsonReader.Token.BEGIN_OBJECT) {
      throw new BadJsonException(path, "Expected an object");
    }
    Map<String, @Nullable Object> values = new HashMap<>();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      Field field = fields.get(name);
      if (field == null) {
        reader.skipValue();
      } else {
        values.put(name, field.read(reader));
      }
    }
    reader.endObject();
    return made(values, path);
  }

  private Object made(Map<String, @Nullable Object> values, String path) {
    List<@Nullable Object> arguments = new ArrayList<>();
    fields.forEach(
        (name, field) -> {
          if (!values.containsKey(name) && !field.orNull()) {
            throw new BadJsonException(path + "." + name, "Expected a value, found nothing");
          }
          arguments.add(values.getOrDefault(name, field.absent()));
        });
    try {
      return constructor.newInstance(arguments.toArray());
    } catch (InvocationTargetException e) {
      Throwable cause = e.getTargetException();
      BadJsonException bad =
          new BadJsonException(path, "Expected other values: " + cause.getMessage());
      bad.initCause(cause);
      throw bad;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A record cannot be made: " + constructor, e);
    }
  }

  @Override
  public boolean strict() {
    return fields.values().stream().allMatch(field -> field.shape().strict());
  }
}
