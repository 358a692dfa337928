package dev.patchbay.structured;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import dev.patchbay.json.BadJsonException;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of one shape by names the model chooses. */
record MapShape(Field value) implements Shape {
  @Override
  public void schema(JsonWriter writer, boolean orNull) throws IOException {
    Shape.type(writer, "object", orNull);
    writer.name("additionalProperties");
    value.schema(writer);
  }

  /** An unmodifiable map in the model's order. */
  @Override
  public Object read(JsonReader reader) throws IOException {
    if (reader.peek() != JsonReader.Token.BEGIN_OBJECT) {
      throw new BadJsonException(reader.getPath(), "Expected an object");
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNext()) {
      values.put(reader.nextName(), value.read(reader));
    }
    reader.endObject();
    return Collections.unmodifiableMap(values);
  }

  @Override
  public boolean strict() {
    return false;
  }
}
