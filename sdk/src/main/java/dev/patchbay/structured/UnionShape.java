package dev.patchbay.structured;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import dev.patchbay.json.BadJsonException;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sealed interface: one of its records, told by the name of the record in {@code type}.
 *
 * @param cases by that name, in order of their declaration
 */
record UnionShape(Map<String, RecordShape> cases) implements Shape {
  /** The name of the property that tells the cases apart. */
  static final String TAG = "type";

  @Override
  public void schema(JsonWriter writer, boolean orNull) throws IOException {
    writer.name("anyOf").beginArray();
    for (RecordShape one : cases.values()) {
      writer.beginObject();
      one.schema(writer, false);
      writer.endObject();
    }
    if (orNull) {
      writer.beginObject().name("type").value("null").endObject();
    }
    writer.endArray();
  }

  @Override
  public Object read(JsonReader reader) throws IOException {
    String path = reader.getPath();
    if (reader.peek() != JsonReader.Token.BEGIN_OBJECT) {
      throw new BadJsonException(path, "Expected an object");
    }
    String tag;
    try (JsonReader ahead = reader.peekJson()) {
      tag = tag(ahead);
    }
    RecordShape meant = tag == null ? null : cases.get(tag);
    if (meant == null) {
      throw new BadJsonException(
          path + "." + TAG, "Expected one of " + String.join(", ", cases.keySet()));
    }
    return meant.read(reader);
  }

  /** What {@code type} says, wherever in the object it stands; null if nothing. */
  private static @Nullable String tag(JsonReader ahead) throws IOException {
    ahead.beginObject();
    while (ahead.hasNext()) {
      if (ahead.nextName().equals(TAG) && ahead.peek() == JsonReader.Token.STRING) {
        return ahead.nextString();
      }
      ahead.skipValue();
    }
    return null;
  }

  @Override
  public boolean strict() {
    return cases.values().stream().allMatch(RecordShape::strict);
  }
}
