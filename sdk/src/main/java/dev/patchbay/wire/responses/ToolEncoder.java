package dev.patchbay.wire.responses;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.PartInfo;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Encodes the tools of one request and their choice. One thread. */
final class ToolEncoder {
  private static final Set<Quirk> WITHOUT_SUBSETS =
      Set.of(Quirk.TOOL_CHOICE_ANY_WORD, Quirk.STRICT_FIELDS);

  private static final RawJson NO_PARAMETERS =
      RawJson.of("{\"type\":\"object\",\"properties\":{}}");

  private final Scope scope;
  private final PartEncoder parts;

  ToolEncoder(Scope scope) {
    this.scope = scope;
    this.parts = new PartEncoder(scope);
  }

  void encode(JsonWriter writer, ChatRequest request) throws IOException {
    if (scope.has(Quirk.NO_TOOLS)) {
      refuse(request);
    }
    List<Tool> tools = offered(request);
    if (tools.isEmpty()) {
      if (request.toolChoice() instanceof ToolChoice.Required
          || request.toolChoice() instanceof ToolChoice.Named) {
        scope.lost("tool-choice", "A tool choice without tools was left out");
      }
      return;
    }
    writer.name("tools").beginArray();
    for (Tool tool : tools) {
      tool(writer, tool);
    }
    writer.endArray();
    choice(writer, request);
    parallel(writer, request.parallelToolCalls());
  }

  private void refuse(ChatRequest request) {
    boolean used =
        request.messages().stream()
            .anyMatch(
                message ->
                    message instanceof Message.Tool
                        || (message instanceof Message.Assistant said
                            && !said.toolCalls().isEmpty()));
    if (used || !request.tools().isEmpty()) {
      throw new UntranslatableException(
          "tools", "The model " + scope.target().model() + " takes no tools");
    }
  }

  /** Where a subset cannot be named, only the subset is offered. */
  private List<Tool> offered(ChatRequest request) {
    boolean filtered = WITHOUT_SUBSETS.stream().anyMatch(scope::has);
    if (filtered && request.toolChoice() instanceof ToolChoice.Allowed allowed) {
      scope.lost("allowed-tools", "Only the allowed tools were sent");
      return request.tools().stream().filter(t -> allowed.names().contains(t.name())).toList();
    }
    return request.tools();
  }

  private void tool(JsonWriter writer, Tool tool) throws IOException {
    if (tool instanceof Tool.Function function) {
      function(writer, function);
    } else if (tool instanceof Tool.Custom custom) {
      custom(writer, custom);
    } else if (tool instanceof Tool.Hosted hosted) {
      hosted(writer, hosted);
    }
  }

  private void function(JsonWriter writer, Tool.Function function) throws IOException {
    begin(writer, Words.FUNCTION, function.name(), function.description());
    RawJson schema = function.schema();
    writer.name("parameters");
    Json.raw(writer, schema == null ? NO_PARAMETERS : schema);
    JsonFields extras = scope.extras(function.info().extras());
    if (function.strict() != null || extras.get(ToolWords.STRICT).isEmpty()) {
      writer.name(ToolWords.STRICT).value(Boolean.TRUE.equals(function.strict()));
      extras = extras.without(ToolWords.STRICT);
    }
    end(writer, function.info(), extras);
  }

  private void custom(JsonWriter writer, Tool.Custom custom) throws IOException {
    begin(writer, Words.CUSTOM, custom.name(), custom.description());
    if (custom.format() != null) {
      writer.name("format");
      Json.raw(writer, ToolWords.flat(custom.format()));
    }
    end(writer, custom.info(), scope.extras(custom.info().extras()));
  }

  private static void hosted(JsonWriter writer, Tool.Hosted hosted) throws IOException {
    if (!hosted.protocol().equals(Words.PROTOCOL)) {
      throw new UntranslatableException(
          "hosted-tool",
          "The tool "
              + hosted.name()
              + " ("
              + hosted.type()
              + ") runs only where "
              + hosted.protocol()
              + " is spoken; leave it out or ask a provider of that protocol");
    }
    Json.raw(writer, hosted.raw());
  }

  private void begin(JsonWriter writer, String type, String name, @Nullable String description)
      throws IOException {
    writer.beginObject();
    writer.name("type").value(type);
    writer.name("name").value(scope.toolName(name));
    writer.name("description").value(description);
  }

  private void end(JsonWriter writer, PartInfo info, JsonFields extras) throws IOException {
    parts.unmarkable(info, "a tool");
    Json.fields(writer, extras);
    writer.endObject();
  }

  private void choice(JsonWriter writer, ChatRequest request) throws IOException {
    ToolChoice choice = request.toolChoice();
    if (choice == null) {
      return;
    }
    if (scope.has(Quirk.NO_TOOL_CHOICE)) {
      if (!(choice instanceof ToolChoice.Auto)) {
        scope.lost("tool-choice", "The target has no tool choice");
      }
      return;
    }
    writer.name("tool_choice");
    if (isForced(choice) && scope.has(Quirk.NO_FORCED_TOOL_CHOICE)) {
      scope.lost("tool-choice", "A forced tool choice was sent as auto");
      writer.value("auto");
    } else {
      choice(writer, choice, request.tools());
    }
  }

  private static boolean isForced(ToolChoice choice) {
    return choice instanceof ToolChoice.Required
        || choice instanceof ToolChoice.Named
        || (choice instanceof ToolChoice.Allowed allowed && allowed.required());
  }

  private void choice(JsonWriter writer, ToolChoice choice, List<Tool> tools) throws IOException {
    if (choice instanceof ToolChoice.Named named) {
      reference(writer, named.name(), tools);
    } else if (choice instanceof ToolChoice.Allowed allowed) {
      allowed(writer, allowed, tools);
    } else if (choice instanceof ToolChoice.Required) {
      writer.value(required());
    } else {
      writer.value(choice instanceof ToolChoice.None ? "none" : "auto");
    }
  }

  private String required() {
    return scope.has(Quirk.TOOL_CHOICE_ANY_WORD) ? "any" : "required";
  }

  private void allowed(JsonWriter writer, ToolChoice.Allowed allowed, List<Tool> tools)
      throws IOException {
    if (WITHOUT_SUBSETS.stream().anyMatch(scope::has)) {
      writer.value(allowed.required() ? required() : "auto");
      return;
    }
    writer.beginObject();
    writer.name("type").value("allowed_tools");
    writer.name("mode").value(allowed.required() ? "required" : "auto");
    writer.name("tools").beginArray();
    for (String name : allowed.names()) {
      reference(writer, name, tools);
    }
    writer.endArray();
    writer.endObject();
  }

  private void reference(JsonWriter writer, String name, List<Tool> tools) throws IOException {
    boolean custom =
        tools.stream().anyMatch(t -> t instanceof Tool.Custom && t.name().equals(name));
    writer.beginObject();
    writer.name("type").value(custom ? Words.CUSTOM : Words.FUNCTION);
    writer.name("name").value(scope.toolName(name));
    writer.endObject();
  }

  private void parallel(JsonWriter writer, @Nullable Boolean parallel) throws IOException {
    if (parallel != null && scope.has(Quirk.NO_PARALLEL_TOOL_CALLS)) {
      scope.lost("parallel-tool-calls", "The target cannot be told about parallel calls");
    } else {
      writer.name("parallel_tool_calls").value(parallel);
    }
  }
}
