package dev.patchbay.wire.anthropic;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Tool;
import dev.patchbay.chat.ToolChoice;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.turn.ToolForms;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Encodes the tools of one request and their choice. One thread. */
final class ToolEncoder {
  private static final RawJson NO_PARAMETERS =
      RawJson.of("{\"type\":\"object\",\"properties\":{}}");

  private final Scope scope;
  private final PartEncoder parts;

  ToolEncoder(Scope scope) {
    this.scope = scope;
    this.parts = PartEncoder.of(scope);
  }

  void encode(
      JsonWriter writer, ChatRequest request, ToolPlan plan, ExtraEncoder extras, CacheMarks marks)
      throws IOException {
    if (!plan.tools().isEmpty()) {
      writer.name("tools").beginArray();
      for (Tool tool : plan.tools()) {
        tool(writer, tool, marks);
      }
      writer.endArray();
    }
    // Two calls of it would be two answers.
    Boolean parallel = plan.asksForm(request) ? (Boolean) false : request.parallelToolCalls();
    choice(writer, plan, parallel, extras.inside("tool_choice"));
  }

  /** Writes a tool; what cannot be carried is refused by name. */
  private void tool(JsonWriter writer, Tool tool, CacheMarks marks) throws IOException {
    if (tool instanceof Tool.Hosted hosted) {
      Json.raw(writer, hosted.raw());
    } else if (tool instanceof Tool.Function function) {
      declare(
          writer, ToolWords.name(function.name(), scope), function.description(), schema(function));
      if (function.strict() != null) {
        writer.name("strict").value(function.strict());
      }
      parts.info(writer, function.info(), marks);
      writer.endObject();
    } else if (tool instanceof Tool.Custom custom) {
      String name = ToolWords.name(custom.name(), scope);
      scope.freeText(custom.name(), name);
      declare(writer, name, custom.description(), ToolForms.FREE_TEXT_SCHEMA);
      parts.info(writer, custom.info(), marks);
      writer.endObject();
    }
  }

  private static void declare(
      JsonWriter writer, String name, @Nullable String description, RawJson schema)
      throws IOException {
    writer.beginObject().name("name").value(name);
    if (description != null) {
      writer.name("description").value(description);
    }
    writer.name("input_schema");
    Json.raw(writer, schema);
  }

  /** The vendor wants an object schema that says so. */
  private RawJson schema(Tool.Function function) {
    RawJson schema = function.schema();
    if (schema == null || schema.isNull()) {
      return NO_PARAMETERS;
    }
    if (!schema.isObject()) {
      scope.lost("tool-schema", "the schema of '" + function.name() + "' is no object");
      return NO_PARAMETERS;
    }
    JsonFields fields = Words.block(schema, "$.tools." + function.name()).rest();
    return fields.get("type").isPresent()
        ? schema
        : RawJson.object(fields.with("type", RawJson.string("object")));
  }

  /** Writes the choice, if there is one or it has to carry the limit to one call at a time. */
  private void choice(JsonWriter writer, ToolPlan plan, @Nullable Boolean parallel, JsonFields rest)
      throws IOException {
    ToolChoice choice = plan.choice();
    boolean single = Boolean.FALSE.equals(parallel);
    if (plan.tools().isEmpty() || (choice == null && !single)) {
      return;
    }
    writer.name("tool_choice").beginObject();
    writer.name("type").value(word(choice));
    if (choice instanceof ToolChoice.Named named) {
      writer.name("name").value(ToolWords.name(named.name(), scope));
    }
    if (parallel != null && !(choice instanceof ToolChoice.None)) {
      writer.name("disable_parallel_tool_use").value(single);
    }
    Json.fields(writer, rest);
    writer.endObject();
  }

  private static String word(@Nullable ToolChoice choice) {
    if (choice instanceof ToolChoice.Named) {
      return "tool";
    }
    if (choice instanceof ToolChoice.Required) {
      return "any";
    }
    return choice instanceof ToolChoice.None ? "none" : "auto";
  }
}
