package dev.patchbay.wire.gemini;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Tool;
import dev.patchbay.chat.ToolChoice;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.UntranslatableException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Encodes the tools of one request and their choice. One thread. */
final class ToolEncoder {
  private static final RawJson FREE_TEXT_SCHEMA =
      RawJson.of(
          "{\"type\":\"object\",\"properties\":{\"input\":{\"type\":\"string\"}},"
              + "\"required\":[\"input\"]}");
  private static final String CALLING = "functionCallingConfig";

  private final Scope scope;

  ToolEncoder(Scope scope) {
    this.scope = scope;
  }

  void encode(JsonWriter writer, ChatRequest request, ExtraEncoder extras) throws IOException {
    List<Tool> tools = request.tools();
    if (!tools.isEmpty() && scope.has(Quirk.NO_TOOLS)) {
      throw new UntranslatableException(
          "tools", "The model " + scope.target().model() + " takes no tools");
    }
    tools.forEach(ToolWords::check);
    if (!tools.isEmpty()) {
      writer.name("tools").beginArray();
      declarations(writer, tools);
      for (Tool tool : tools) {
        if (tool instanceof Tool.Hosted hosted) {
          Json.raw(writer, hosted.raw());
        }
      }
      writer.endArray();
    }
    if (Boolean.FALSE.equals(request.parallelToolCalls()) && !tools.isEmpty()) {
      scope.lost("parallel-tool-calls", "the model may call several tools at once");
    }
    config(writer, tools.isEmpty() ? null : request.toolChoice(), extras.inside("toolConfig"));
  }

  private void declarations(JsonWriter writer, List<Tool> tools) throws IOException {
    if (tools.stream().allMatch(Tool.Hosted.class::isInstance)) {
      return;
    }
    writer.beginObject().name(ToolWords.DECLARATIONS).beginArray();
    for (Tool tool : tools) {
      if (tool instanceof Tool.Function function) {
        declare(writer, tool, function.description(), function.schema());
        if (Boolean.TRUE.equals(function.strict())) {
          scope.lost("strict-tool", "arguments are not held to the schema");
        }
        Json.fields(writer, scope.extras(function.info().extras()));
        writer.endObject();
      } else if (tool instanceof Tool.Custom custom) {
        scope.lost("custom-tool", "'" + custom.name() + "' takes its text as an argument");
        declare(writer, tool, custom.description(), FREE_TEXT_SCHEMA);
        writer.endObject();
      }
    }
    writer.endArray().endObject();
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

  private void config(JsonWriter writer, @Nullable ToolChoice asked, JsonFields rest)
      throws IOException {
    ToolChoice choice = allowed(asked);
    if (choice == null && rest.isEmpty()) {
      return;
    }
    writer.name("toolConfig").beginObject();
    if (choice != null) {
      writer.name(CALLING).beginObject();
      writer.name("mode").value(mode(choice));
      names(writer, choice);
      rest.get(CALLING).filter(RawJson::isObject).ifPresent(kept -> fields(writer, kept));
      writer.endObject();
    }
    Json.fields(writer, choice == null ? rest : rest.without(CALLING));
    writer.endObject();
  }

  private static void fields(JsonWriter writer, RawJson kept) {
    try {
      JsonFields fields = Words.block(kept, "$.toolConfig." + CALLING).rest();
      Json.fields(writer, fields.without(List.of("mode", "allowedFunctionNames")));
    } catch (IOException e) {
      throw new IllegalStateException("A memory buffer failed", e);
    }
  }

  private @Nullable ToolChoice allowed(@Nullable ToolChoice choice) {
    if (choice == null) {
      return null;
    }
    if (scope.has(Quirk.NO_TOOL_CHOICE)) {
      scope.lost("tool-choice", "the provider has no tool choice: left out");
      return null;
    }
    if (mode(choice).equals("ANY") && scope.has(Quirk.NO_FORCED_TOOL_CHOICE)) {
      scope.lost("forced-tool-choice", "refused here: sent as auto");
      return new ToolChoice.Auto();
    }
    return choice;
  }

  private static String mode(ToolChoice choice) {
    if (choice instanceof ToolChoice.None) {
      return "NONE";
    }
    if (choice instanceof ToolChoice.Allowed allowed) {
      return allowed.required() ? "ANY" : "VALIDATED";
    }
    return choice instanceof ToolChoice.Auto ? "AUTO" : "ANY";
  }

  private void names(JsonWriter writer, ToolChoice choice) throws IOException {
    List<String> names =
        choice instanceof ToolChoice.Named named
            ? List.of(named.name())
            : choice instanceof ToolChoice.Allowed allowed ? allowed.names() : List.of();
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
