package dev.patchbay.wire.oai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Tool;
import dev.patchbay.chat.ToolChoice;
import dev.patchbay.json.Json;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.UntranslatableException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Encodes the tools of one request and their choice. One thread. */
public final class ToolListEncoder {
  /** How the protocol writes one tool. */
  public interface Form {
    void function(JsonWriter writer, Tool.Function function) throws IOException;

    void custom(JsonWriter writer, Tool.Custom custom) throws IOException;
  }

  private final Scope scope;
  private final Form form;
  private final ChoiceEncoder choice;

  public ToolListEncoder(Scope scope, Layout layout, Form form) {
    this.scope = scope;
    this.form = form;
    this.choice = new ChoiceEncoder(scope, layout);
  }

  /** Writes the tools, their choice, and whether they may be called at once. */
  public void encode(JsonWriter writer, ChatRequest request) throws IOException {
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
    choice.encode(writer, request);
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

  /** Where a subset cannot be named, only the subset is offered; so with none of them. */
  private List<Tool> offered(ChatRequest request) {
    if (scope.has(Quirk.NO_TOOL_CHOICE) && request.toolChoice() instanceof ToolChoice.None) {
      scope.lost("tool-choice", "The tools not to be called were not sent");
      return List.of();
    }
    if (choice.namesNoSubsets() && request.toolChoice() instanceof ToolChoice.Allowed allowed) {
      scope.lost("allowed-tools", "Only the allowed tools were sent");
      return request.tools().stream().filter(t -> allowed.names().contains(t.name())).toList();
    }
    return request.tools();
  }

  private void tool(JsonWriter writer, Tool tool) throws IOException {
    if (tool instanceof Tool.Function function) {
      form.function(writer, function);
    } else if (tool instanceof Tool.Custom custom) {
      form.custom(writer, custom);
    } else if (tool instanceof Tool.Hosted hosted) {
      hosted(writer, hosted);
    }
  }

  private void hosted(JsonWriter writer, Tool.Hosted hosted) throws IOException {
    if (!hosted.protocol().equals(scope.protocol().id())) {
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

  private void parallel(JsonWriter writer, @Nullable Boolean parallel) throws IOException {
    if (parallel != null && scope.has(Quirk.NO_PARALLEL_TOOL_CALLS)) {
      scope.lost("parallel-tool-calls", "The target cannot be told about parallel calls");
    } else {
      writer.name("parallel_tool_calls").value(parallel);
    }
  }
}
