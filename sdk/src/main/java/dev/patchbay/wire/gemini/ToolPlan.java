package dev.patchbay.wire.gemini;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Tool;
import dev.patchbay.chat.ToolChoice;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.turn.ToolForms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tools a request declares and the choice among them, as the target takes them. Immutable.
 *
 * @param choice null to leave it to the provider
 * @param strict true if arguments are to be held to their schemas though the choice is free
 */
record ToolPlan(List<Tool> tools, @Nullable ToolChoice choice, boolean strict) {

  /** Decides. */
  static ToolPlan plan(ChatRequest request, Scope scope) {
    List<Tool> tools = request.tools();
    ToolForms.check(tools, Words.PROTOCOL, scope);
    if (tools.isEmpty()) {
      return new ToolPlan(tools, null, false);
    }
    if (Boolean.FALSE.equals(request.parallelToolCalls())) {
      scope.lost("parallel-tool-calls", "the model may call several tools at once");
    }
    ToolChoice choice = choice(request.toolChoice(), scope);
    return new ToolPlan(tools, choice, tools.stream().anyMatch(ToolPlan::isStrict) && holds(scope));
  }

  private static @Nullable ToolChoice choice(@Nullable ToolChoice choice, Scope scope) {
    if (choice != null && scope.has(Quirk.NO_TOOL_CHOICE)) {
      scope.lost("tool-choice", "the provider has no tool choice: left out");
      return null;
    }
    if (choice != null && isForced(choice) && scope.has(Quirk.NO_FORCED_TOOL_CHOICE)) {
      scope.lost("forced-tool-choice", "refused here: sent as auto");
      return new ToolChoice.Auto();
    }
    return choice;
  }

  private static boolean isForced(ToolChoice choice) {
    return ToolWords.mode(choice).equals(ToolWords.ANY);
  }

  private static boolean isStrict(Tool tool) {
    return tool instanceof Tool.Function function && Boolean.TRUE.equals(function.strict());
  }

  /** Models that know no JSON Schema know no mode that holds arguments to one either. */
  private static boolean holds(Scope scope) {
    boolean holds = !scope.has(Quirk.OPENAPI_SCHEMA) && !scope.has(Quirk.NO_TOOL_CHOICE);
    if (!holds) {
      scope.lost("strict-tool", "arguments are not held to the schema");
    }
    return holds;
  }

  /** The protocol's word for the choice; null to say nothing. */
  @Nullable String mode() {
    if (strict && (choice == null || choice instanceof ToolChoice.Auto)) {
      return ToolWords.VALIDATED;
    }
    return choice == null ? null : ToolWords.mode(choice);
  }

  /** The names the choice is limited to; empty for all. */
  List<String> names() {
    if (choice instanceof ToolChoice.Named named) {
      return List.of(named.name());
    }
    return choice instanceof ToolChoice.Allowed allowed ? allowed.names() : List.of();
  }
}
