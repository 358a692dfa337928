package dev.patchbay.structured;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import dev.patchbay.json.BadJsonException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values of one shape in order.
 *
 * @param set true if equal values count once, and the value is a {@code Set}
 */
record ListShape(Field item, boolean set) implements Shape {
  @Override
  public void schema(JsonWriter writer, boolean orNull) throws IOException {
    Shape.type(writer, "array", orNull);
    writer.name("items");
    item.schema(writer);
  }

  /** An unmodifiable list or set. */
  @Override
  public Object read(JsonReader reader) throws IOException {
    if (reader.peek() != JsonReader.Token.BEGIN_ARRAY) {
      throw new BadJsonException(reader.getPath(), "Expected an array");
    }
    List<@Nullable Object> items = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      items.add(item.read(reader));
    }
    reader.endArray();
    return set
        ? Collections.unmodifiableSet(new LinkedHashSet<>(items))
        : Collections.unmodifiableList(items);
  }

  @Override
  public boolean strict() {
    return item.shape().strict();
  }
}
