package dev.patchbay.wire.oai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.json.Json;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.ToolNames;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The form an answer is to have, both ways. Stateless. */
public final class FormatWords {
  private static final String TEXT = "text";
  private static final String JSON = "json_object";
  private static final String SCHEMA = "json_schema";

  private FormatWords() {}

  /** A format; null if this version has no word for it. */
  public static @Nullable ResponseFormat read(Block format, Layout layout) {
    if (format.is(TEXT)) {
      return new ResponseFormat.Text();
    }
    if (format.is(JSON)) {
      return new ResponseFormat.JsonObject();
    }
    Block schema = format.is(SCHEMA) ? layout.fields(format, SCHEMA) : null;
    return schema == null ? null : schema(schema);
  }

  private static ResponseFormat schema(Block schema) {
    String name = schema.string("name", "response");
    String description = schema.string("description");
    RawJson given = schema.take("schema");
    return new ResponseFormat.JsonSchema(
        name, description, given == null ? RawJson.EMPTY_OBJECT : given, schema.flag("strict"));
  }

  /** Writes a format; a schema the target refuses is only JSON. */
  public static void write(JsonWriter writer, ResponseFormat format, Scope scope, Layout layout)
      throws IOException {
    writer.beginObject();
    if (format instanceof ResponseFormat.JsonSchema schema && !scope.has(Quirk.NO_JSON_SCHEMA)) {
      layout.begin(writer, SCHEMA);
      writer.name("name").value(ToolNames.fit(schema.name()));
      writer.name("description").value(schema.description());
      Json.raw(writer.name("schema"), schema.schema());
      writer
          .name("strict")
          .value(StrictSchema.sent(schema.strict(), schema.schema(), "the answer", scope));
      layout.end(writer);
    } else {
      writer.name("type").value(format instanceof ResponseFormat.Text ? TEXT : JSON);
    }
    writer.endObject();
  }
}
