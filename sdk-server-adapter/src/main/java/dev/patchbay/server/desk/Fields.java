package dev.patchbay.server.desk;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.json.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object to send, of what was said on the command line. One thread. */
public final class Fields {
  private final Map<String, Object> values = new LinkedHashMap<>();

  /** One more field, unless its value is null: text, a number, true or false, a list, or fields. */
  public Fields put(String name, @Nullable Object value) {
    if (value != null) {
      values.put(name, value);
    }
    return this;
  }

  /** Whether nothing was said. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** As JSON. */
  public String json() {
    return Json.write(out -> write(out, this));
  }

  private static void write(JsonWriter out, Object value) throws IOException {
    if (value instanceof Fields fields) {
      out.beginObject();
      for (Map.Entry<String, Object> each : fields.values.entrySet()) {
        out.name(each.getKey());
        write(out, each.getValue());
      }
      out.endObject();
    } else if (value instanceof List<?> list) {
      out.beginArray();
      for (Object each : list) {
        write(out, each);
      }
      out.endArray();
    } else if (value instanceof Boolean flag) {
      out.value(flag);
    } else if (value instanceof Number number) {
      out.value(number);
    } else {
      out.value(String.valueOf(value));
    }
  }
}
