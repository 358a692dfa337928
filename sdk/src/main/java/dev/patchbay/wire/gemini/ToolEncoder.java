package dev.patchbay.wire.gemini;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.Tool;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.turn.ToolForms;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Encodes the tools of one request and their choice. One thread. */
final class ToolEncoder {
  private static final String CALLING = "functionCallingConfig";

  private final Scope scope;

  ToolEncoder(Scope scope) {
    this.scope = scope;
  }

  void encode(JsonWriter writer, ToolPlan plan, ExtraEncoder extras) throws IOException {
    if (!plan.tools().isEmpty()) {
      writer.name("tools").beginArray();
      if (!plan.tools().stream().allMatch(Tool.Hosted.class::isInstance)) {
        writer.beginObject().name(ToolWords.DECLARATIONS).beginArray();
        for (Tool tool : plan.tools()) {
          tool(writer, tool);
        }
        writer.endArray().endObject();
      }
      for (Tool tool : plan.tools()) {
        if (tool instanceof Tool.Hosted hosted) {
          Json.raw(writer, hosted.raw());
        }
      }
      writer.endArray();
    }
    choice(writer, plan, extras.inside("toolConfig"));
  }

  /** Writes a tool that is declared; a hosted one stands beside the declarations. */
  private void tool(JsonWriter writer, Tool tool) throws IOException {
    if (tool instanceof Tool.Function function) {
      declare(writer, tool, function.description(), function.schema());
      Json.fields(writer, scope.extras(function.info().extras()));
      writer.endObject();
    } else if (tool instanceof Tool.Custom custom) {
      scope.freeText(custom.name(), ToolWords.name(custom.name(), scope));
      declare(writer, tool, custom.description(), ToolForms.FREE_TEXT_SCHEMA);
      writer.endObject();
    }
  }

  private void declare(
      JsonWriter writer, Tool tool, @Nullable String description, @Nullable RawJson schema)
      throws IOException {
    writer.beginObject().name("name").value(ToolWords.name(tool.name(), scope));
    if (description != null) {
      writer.name("description").value(description);
    }
    if (tool.name().isEmpty() || schema == null || schema.isNull()) {
      return;
    }
    if (!schema.isObject()) {
      scope.lost("tool-schema", "the schema of '" + tool.name() + "' is no object");
    } else if (scope.has(Quirk.OPENAPI_SCHEMA)) {
      RawJson cleaned = SchemaWords.open(schema, scope);
      if (!SchemaWords.isEmptyObject(cleaned)) {
        writer.name("parameters");
        Json.raw(writer, cleaned);
      }
    } else {
      writer.name("parametersJsonSchema");
      Json.raw(writer, schema);
    }
  }

  /** Writes the choice; one this version has no word for goes back as it came. */
  private void choice(JsonWriter writer, ToolPlan plan, JsonFields rest) throws IOException {
    RawJson kept = rest.get(CALLING).filter(RawJson::isObject).orElse(null);
    String mode = plan.choice() == null && kept != null ? null : plan.mode();
    if (mode == null && rest.isEmpty()) {
      return;
    }
    writer.name("toolConfig").beginObject();
    if (mode != null) {
      writer.name(CALLING).beginObject();
      writer.name("mode").value(mode);
      names(writer, plan.names());
      if (kept != null) {
        JsonFields fields = Words.block(kept, "$.toolConfig." + CALLING).rest();
        Json.fields(writer, fields.without(List.of("mode", "allowedFunctionNames")));
      }
      writer.endObject();
    }
    Json.fields(writer, mode == null ? rest : rest.without(CALLING));
    writer.endObject();
  }

  private void names(JsonWriter writer, List<String> names) throws IOException {
    if (names.isEmpty()) {
      return;
    }
    writer.name("allowedFunctionNames").beginArray();
    for (String name : names) {
      writer.value(ToolWords.name(name, scope));
    }
    writer.endArray();
  }
}
