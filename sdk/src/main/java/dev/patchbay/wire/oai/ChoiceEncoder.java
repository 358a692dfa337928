package dev.patchbay.wire.oai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Tool;
import dev.patchbay.chat.ToolChoice;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Encodes which tool is to be called; {@link ChoiceDecoder} reads it. One thread. */
final class ChoiceEncoder {
  private static final Set<Quirk> WITHOUT_SUBSETS =
      Set.of(Quirk.TOOL_CHOICE_ANY_WORD, Quirk.STRICT_FIELDS);

  private final Scope scope;
  private final Layout layout;

  ChoiceEncoder(Scope scope, Layout layout) {
    this.scope = scope;
    this.layout = layout;
  }

  /** True if the target cannot be told that only some of the tools may be called. */
  boolean namesNoSubsets() {
    return WITHOUT_SUBSETS.stream().anyMatch(scope::has);
  }

  void encode(JsonWriter writer, ChatRequest request) throws IOException {
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
    if (namesNoSubsets()) {
      writer.value(allowed.required() ? required() : "auto");
      return;
    }
    writer.beginObject();
    layout.begin(writer, ChoiceDecoder.ALLOWED);
    writer.name("mode").value(allowed.required() ? "required" : "auto");
    writer.name("tools").beginArray();
    for (String name : allowed.names()) {
      reference(writer, name, tools);
    }
    writer.endArray();
    layout.end(writer);
    writer.endObject();
  }

  private void reference(JsonWriter writer, String name, List<Tool> tools) throws IOException {
    boolean custom =
        tools.stream().anyMatch(t -> t instanceof Tool.Custom && t.name().equals(name));
    writer.beginObject();
    layout.begin(writer, custom ? Layout.CUSTOM : Layout.FUNCTION);
    writer.name("name").value(scope.toolName(name));
    layout.end(writer);
    writer.endObject();
  }
}
