package dev.patchbay.wire.responses;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.Tool;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.oai.StrictSchema;
import dev.patchbay.wire.oai.ToolListEncoder;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Encodes the tools of one request and their choice. One thread. */
final class ToolEncoder implements ToolListEncoder.Form {
  private static final RawJson NO_PARAMETERS =
      RawJson.of("{\"type\":\"object\",\"properties\":{}}");

  private final Scope scope;
  private final PartEncoder parts;

  ToolEncoder(Scope scope) {
    this.scope = scope;
    this.parts = new PartEncoder(scope);
  }

  void encode(JsonWriter writer, ChatRequest request) throws IOException {
    new ToolListEncoder(scope, Words.LAYOUT, this).encode(writer, request);
  }

  @Override
  public void function(JsonWriter writer, Tool.Function function) throws IOException {
    begin(writer, Words.FUNCTION, function.name(), function.description());
    RawJson schema = function.schema();
    Json.raw(writer.name("parameters"), schema == null ? NO_PARAMETERS : schema);
    JsonFields extras = function.info().extras();
    if (function.strict() != null || scope.extras(extras).get(ToolWords.STRICT).isEmpty()) {
      String what = "'" + function.name() + "'";
      Boolean strict = StrictSchema.sent(function.strict(), schema, what, scope);
      writer.name(ToolWords.STRICT).value(Boolean.TRUE.equals(strict));
      extras = extras.without(ToolWords.STRICT);
    }
    end(writer, function.info(), extras);
  }

  @Override
  public void custom(JsonWriter writer, Tool.Custom custom) throws IOException {
    begin(writer, Words.CUSTOM, custom.name(), custom.description());
    if (custom.format() != null) {
      Json.raw(writer.name("format"), ToolWords.flat(custom.format()));
    }
    end(writer, custom.info(), custom.info().extras());
  }

  private void begin(JsonWriter writer, String type, String name, @Nullable String description)
      throws IOException {
    writer.beginObject();
    Words.LAYOUT.begin(writer, type);
    writer.name("name").value(scope.toolName(name));
    writer.name("description").value(description);
  }

  private void end(JsonWriter writer, PartInfo info, JsonFields extras) throws IOException {
    Words.LAYOUT.end(writer);
    parts.unmarkable(info, "a tool");
    parts.extras(writer, extras);
    writer.endObject();
  }
}
