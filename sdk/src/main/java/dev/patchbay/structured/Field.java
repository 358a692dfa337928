package dev.patchbay.structured;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import dev.patchbay.json.BadJsonException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place for a value: in a record, a list or a map.
 *
 * @param orNull true if null may stand there
 * @param optional true if the value is an {@code Optional}, empty for null
 * @param description told to the model; null for none
 */
record Field(Shape shape, boolean orNull, boolean optional, @Nullable String description) {
  void schema(JsonWriter writer) throws IOException {
    writer.beginObject();
    if (description != null && !isBareReference()) {
      writer.name("description").value(description);
    }
    shape.schema(writer, orNull);
    writer.endObject();
  }

  /** Strict schemas allow no word beside a reference. */
  private boolean isBareReference() {
    return shape instanceof Shape.Deferred && !orNull;
  }

  @Nullable Object read(JsonReader reader) throws IOException {
    if (reader.peek() != JsonReader.Token.NULL) {
      Object value = shape.read(reader);
      return optional ? Optional.of(value) : value;
    }
    String path = reader.getPath();
    reader.nextNull();
    if (!orNull) {
      throw new BadJsonException(path, "Expected a value, found null");
    }
    return absent();
  }

  /** What stands for no value. */
  @Nullable Object absent() {
    return optional ? Optional.empty() : null;
  }
}
