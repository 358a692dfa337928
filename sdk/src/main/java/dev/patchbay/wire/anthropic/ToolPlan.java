package dev.patchbay.wire.anthropic;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Tool;
import dev.patchbay.chat.ToolChoice;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.turn.ToolForms;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tools a request declares and the choice among them, as the target takes them. Immutable.
 *
 * @param choice null to leave it to the provider
 * @param instruction what stands for a choice that may not be forced; null if nothing has to
 */
record ToolPlan(List<Tool> tools, @Nullable ToolChoice choice, @Nullable String instruction) {

  /**
   * Decides.
   *
   * @param turns the history: the tools called in it are declared
   * @param manualThinking true if the request thinks within a budget, which excludes a forced
   *     choice
   */
  static ToolPlan plan(ChatRequest request, TurnPlan turns, boolean manualThinking, Scope scope) {
    ToolForms.check(request.tools(), Words.PROTOCOL, scope);
    if (request.tools().isEmpty()) {
      Set<String> remembered = turns.calledTools();
      boolean free = remembered.isEmpty() && !manualThinking && !turns.prefilled();
      Tool form = free ? AnswerTool.of(request.responseFormat(), scope) : null;
      return form == null ? undeclared(remembered, scope) : formed(form, scope);
    }
    List<Tool> tools = request.tools();
    ToolChoice choice = request.toolChoice();
    if (choice instanceof ToolChoice.Allowed allowed) {
      tools = tools.stream().filter(tool -> allowed.names().contains(tool.name())).toList();
      choice = allowed.required() ? new ToolChoice.Required() : new ToolChoice.Auto();
      scope.lost("allowed-tools", "only the allowed tools are declared");
    }
    if (choice != null && scope.has(Quirk.NO_TOOL_CHOICE)) {
      scope.lost("tool-choice", "the provider has no tool choice: left out");
      boolean none = choice instanceof ToolChoice.None;
      return new ToolPlan(tools, null, none ? "Do not call any tool." : instruction(choice));
    }
    String instruction = instruction(choice);
    if (instruction != null && (manualThinking || scope.has(Quirk.NO_FORCED_TOOL_CHOICE))) {
      scope.lost("forced-tool-choice", "refused here: sent as auto with an instruction");
      return new ToolPlan(tools, new ToolChoice.Auto(), instruction);
    }
    return new ToolPlan(tools, choice, null);
  }

  /** The answer is to be the arguments of a tool; see {@link #asksForm}. */
  private static ToolPlan formed(Tool form, Scope scope) {
    scope.lost("json-schema", "asked for by a tool that must be called: its input is the answer");
    scope.unwrap(form.name());
    return new ToolPlan(List.of(form), new ToolChoice.Named(form.name()), null);
  }

  /** True if the one tool is no tool of the request's but the form of its answer. */
  boolean asksForm(ChatRequest request) {
    return request.tools().isEmpty() && choice instanceof ToolChoice.Named;
  }

  /** The vendor refuses tool blocks in a history without any declaration (400). */
  private static ToolPlan undeclared(Set<String> remembered, Scope scope) {
    if (remembered.isEmpty()) {
      return new ToolPlan(List.of(), null, null);
    }
    scope.lost("tools", "the tools of the history were declared, not to be called");
    return new ToolPlan(
        remembered.stream().map(ToolWords::remembered).toList(), new ToolChoice.None(), null);
  }

  private static @Nullable String instruction(@Nullable ToolChoice choice) {
    if (choice instanceof ToolChoice.Named named) {
      return "Answer by calling the tool " + named.name() + ".";
    }
    return choice instanceof ToolChoice.Required ? "Answer by calling one of the tools." : null;
  }
}
