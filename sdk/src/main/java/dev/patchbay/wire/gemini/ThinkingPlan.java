package dev.patchbay.wire.gemini;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Reasoning;
import dev.patchbay.chat.Reasoning.Effort;
import dev.patchbay.chat.Reasoning.Mode;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a request thinks, as the target takes it: Gemini 3 is told a level, 2.5 a budget, never both
 * (Gemini API, Thinking, read 2026-11-20). Immutable.
 *
 * @param display how much is shown; null to say nothing
 * @param budget in tokens, 0 for none, negative to leave it to the model; null to say nothing
 * @param level null to say nothing
 */
record ThinkingPlan(@Nullable String display, @Nullable Integer budget, @Nullable Effort level) {
  /** Less is refused by models that always think (Gemini 2.5 Pro). */
  private static final int LEAST_BUDGET = 128;

  private static final int DYNAMIC = -1;

  /** Decides. */
  static ThinkingPlan plan(ChatRequest request, Scope scope) {
    Reasoning asked = request.reasoning();
    if (asked == null) {
      return new ThinkingPlan(null, null, null);
    }
    Set<Capability> known = scope.target().capabilities();
    if (known != null && !known.contains(Capability.REASONING)) {
      if (asked.asksForThinking()) {
        scope.lost("reasoning", "the model does not think: left out");
      }
      return new ThinkingPlan(null, null, null);
    }
    return new Decision(asked, scope).plan();
  }

  /** True if there is nothing to say. */
  boolean isNothing() {
    return display == null && budget == null && level == null;
  }

  /** The one decision of a request's thinking, with what it depends on. */
  private record Decision(Reasoning asked, Scope scope) {

    ThinkingPlan plan() {
      boolean budgetOnly = scope.has(Quirk.BUDGET_THINKING_ONLY);
      Integer budget = asked.budgetTokens();
      if (!asked.asksForThinking()) {
        return off(budgetOnly || (budget != null && budget == 0));
      }
      if (budgetOnly || (budget != null && asked.effort() == null)) {
        return budgeted();
      }
      if (asked.effort() != null) {
        return new ThinkingPlan(asked.display(), null, known(asked.effort()));
      }
      boolean adaptive = asked.mode() == Mode.ADAPTIVE;
      return new ThinkingPlan(asked.display(), adaptive ? (Integer) DYNAMIC : null, null);
    }

    private ThinkingPlan off(boolean budgets) {
      boolean always = scope.has(Quirk.ALWAYS_THINKS);
      if (always || !budgets) {
        scope.lost("reasoning", "thinking cannot be disabled here: the least was asked for");
      }
      return budgets
          ? new ThinkingPlan(asked.display(), always ? LEAST_BUDGET : 0, null)
          : new ThinkingPlan(asked.display(), null, always ? Effort.LOW : Effort.MINIMAL);
    }

    private ThinkingPlan budgeted() {
      Integer stated = asked.budgetTokens();
      int dynamic = asked.effort() == null ? DYNAMIC : Words.budget(asked.effort());
      return new ThinkingPlan(asked.display(), stated == null ? dynamic : stated, null);
    }

    private Effort known(Effort effort) {
      if (effort.compareTo(Effort.HIGH) <= 0) {
        return effort;
      }
      scope.lost("reasoning", "effort " + effort.word() + " is not known: high");
      return Effort.HIGH;
    }
  }
}
