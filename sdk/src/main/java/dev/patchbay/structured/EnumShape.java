package dev.patchbay.structured;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import dev.patchbay.json.BadJsonException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One of the constants of an enumeration, by its name.
 *
 * @param constants in order of their declaration
 */
record EnumShape(Map<String, Object> constants) implements Shape {
  static EnumShape of(Class<?> type) {
    Map<String, Object> constants = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      constants.put(((Enum<?>) constant).name(), constant);
    }
    return new EnumShape(constants);
  }

  @Override
  public void schema(JsonWriter writer, boolean orNull) throws IOException {
    Shape.type(writer, "string", orNull);
    writer.name("enum").beginArray();
    for (String name : constants.keySet()) {
      writer.value(name);
    }
    if (orNull) {
      writer.nullValue();
    }
    writer.endArray();
  }

  @Override
  public Object read(JsonReader reader) throws IOException {
    String path = reader.getPath();
    Object constant =
        reader.peek() == JsonReader.Token.STRING ? constants.get(reader.nextString()) : null;
    if (constant == null) {
      throw new BadJsonException(path, "Expected one of " + String.join(", ", constants.keySet()));
    }
    return constant;
  }

  @Override
  public boolean strict() {
    return true;
  }
}
