package dev.patchbay.wire.openai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.Tool;
import dev.patchbay.json.Json;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.oai.StrictSchema;
import dev.patchbay.wire.oai.ToolListEncoder;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Encodes the tools of one request and their choice. One thread. */
final class ToolEncoder implements ToolListEncoder.Form {
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
    if (function.schema() != null) {
      Json.raw(writer.name("parameters"), function.schema());
    }
    String what = "'" + function.name() + "'";
    writer
        .name("strict")
        .value(StrictSchema.sent(function.strict(), function.schema(), what, scope));
    end(writer, function.info(), Words.FUNCTION);
  }

  @Override
  public void custom(JsonWriter writer, Tool.Custom custom) throws IOException {
    begin(writer, Words.CUSTOM, custom.name(), custom.description());
    if (custom.format() != null) {
      Json.raw(writer.name("format"), custom.format());
    }
    end(writer, custom.info(), Words.CUSTOM);
  }

  private void begin(JsonWriter writer, String type, String name, @Nullable String description)
      throws IOException {
    writer.beginObject();
    Words.LAYOUT.begin(writer, type);
    writer.name("name").value(scope.toolName(name));
    writer.name("description").value(description);
  }

  private void end(JsonWriter writer, PartInfo info, String type) throws IOException {
    parts.extras(writer, PartDecoder.inside(info.extras(), type));
    Words.LAYOUT.end(writer);
    parts.unmarkable(info, "a tool");
    parts.extras(writer, info.extras().without(type));
    writer.endObject();
  }
}
