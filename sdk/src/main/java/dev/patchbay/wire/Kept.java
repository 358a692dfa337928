package dev.patchbay.wire;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Unknown fields of objects inside, kept under the objects' names; and nulls. Stateless. */
public final class Kept {
  private static final RawJson NULL = RawJson.of("null");

  private Kept() {}

  /** The fields of the object kept under a name among the extras; none if there is none. */
  public static JsonFields inside(Protocol protocol, JsonFields extras, String name) {
    RawJson kept = extras.in(protocol.id()).get(name).orElse(null);
    return kept == null || !kept.isObject()
        ? JsonFields.NONE
        : Block.of(kept, "$", protocol).rest();
  }

  /** Fields as an object under a name; nothing if there are none. */
  public static JsonFields under(Protocol protocol, String name, JsonFields fields) {
    return fields.isEmpty()
        ? JsonFields.NONE
        : JsonFields.of(protocol.id(), name, RawJson.object(fields));
  }

  /** Extras with fields in them as an object under a name; the same if there are none. */
  public static JsonFields with(
      Protocol protocol, JsonFields extras, String name, JsonFields fields) {
    return fields.isEmpty() ? extras : extras.and(under(protocol, name, fields));
  }

  /** Writes a name with the literal null: a plain null would leave its name out. */
  public static void nothing(JsonWriter writer, String name) throws IOException {
    Json.raw(writer.name(name), NULL);
  }

  /** Writes a name with its value, or the literal null. */
  public static void orNothing(JsonWriter writer, String name, @Nullable String value)
      throws IOException {
    if (value == null) {
      nothing(writer, name);
    } else {
      writer.name(name).value(value);
    }
  }
}
