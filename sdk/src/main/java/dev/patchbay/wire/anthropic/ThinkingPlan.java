package dev.patchbay.wire.anthropic;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Reasoning;
import dev.patchbay.chat.Reasoning.Effort;
import dev.patchbay.chat.Reasoning.Mode;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.TargetProfile;
import org.jspecify.annotations.Nullable;

/**
 * How a request thinks and how many tokens its answer may have, as the target takes them.
 * Immutable.
 *
 * @param type the protocol's word; null to say nothing
 * @param budget for {@code enabled}
 * @param effort null to say nothing
 */
record ThinkingPlan(
    @Nullable String type, @Nullable Integer budget, @Nullable Effort effort, int maxTokens) {
  /**
   * Sent if the caller sets no limit. The protocol requires one; more would make the vendor's own
   * SDKs refuse a buffered answer (they expect one within ten minutes), less cuts ordinary answers.
   */
  static final int DEFAULT_MAX_TOKENS = 8192;

  private static final String ENABLED = "enabled";
  private static final String ADAPTIVE = "adaptive";
  private static final String BETWEEN_TOOLS = "between_tools";
  private static final String DISABLED = "disabled";

  /**
   * Decides.
   *
   * @param turns the history, which may forbid thinking: the turn that goes on begins without it,
   *     or the answer has been begun
   */
  static ThinkingPlan plan(ChatRequest request, TurnPlan turns, Scope scope) {
    boolean prefilled = turns.prefilled();
    boolean unthinkable = turns.goesOnWithoutThinking();
    TargetProfile target = scope.target();
    int max = maxTokens(request, target, scope);
    Reasoning asked = request.reasoning();
    if (asked == null) {
      return new ThinkingPlan(null, null, null, max);
    }
    if (target.capabilities() != null
        && !target.capabilities().contains(Capability.REASONING)
        && !target.has(Quirk.ALWAYS_THINKS)) {
      if (asked.asksForThinking()) {
        scope.lost("reasoning", "the model does not think: left out");
      }
      return new ThinkingPlan(null, null, null, max);
    }
    ThinkingPlan plan = new Decision(target, asked, max, scope).plan(request.maxOutputTokens());
    boolean refused = plan.manual() ? unthinkable || prefilled : plan.thinks() && prefilled;
    if (!refused) {
      return plan;
    }
    scope.lost("reasoning", "left out: the history does not allow thinking to begin");
    return new ThinkingPlan(null, null, plan.effort, max);
  }

  private static int maxTokens(ChatRequest request, TargetProfile target, Scope scope) {
    Integer cap = target.maxOutput();
    Integer asked = request.maxOutputTokens();
    int max = asked == null ? DEFAULT_MAX_TOKENS : asked;
    if (cap == null || max <= cap) {
      return max;
    }
    if (asked != null) {
      scope.lost("max-output-tokens", asked + " is over the model's " + cap);
    }
    return cap;
  }

  boolean thinks() {
    return manual() || ADAPTIVE.equals(type);
  }

  boolean manual() {
    return ENABLED.equals(type);
  }

  /** The one decision of a request's thinking, with what it depends on. */
  private record Decision(TargetProfile target, Reasoning asked, int max, Scope scope) {

    ThinkingPlan plan(@Nullable Integer askedMax) {
      boolean budgetOnly = target.has(Quirk.BUDGET_THINKING_ONLY);
      if (!asked.asksForThinking()) {
        return off();
      }
      if (asked.mode() == Mode.BETWEEN_TOOLS) {
        return betweenTools();
      }
      boolean adaptiveOnly =
          target.has(Quirk.ADAPTIVE_THINKING_ONLY) || target.has(Quirk.ALWAYS_THINKS);
      boolean budgeted = asked.budgetTokens() != null && asked.mode() != Mode.ADAPTIVE;
      if (budgetOnly || (budgeted && !adaptiveOnly)) {
        return budgeted(askedMax);
      }
      return adaptive();
    }

    private ThinkingPlan off() {
      if (target.has(Quirk.ALWAYS_THINKS)) {
        lose("thinking cannot be disabled: effort low sent");
        return new ThinkingPlan(null, null, Effort.LOW, max);
      }
      String word = target.has(Quirk.BETWEEN_TOOLS_FOR_DISABLED) ? BETWEEN_TOOLS : DISABLED;
      return new ThinkingPlan(word, null, sentEffort(), max);
    }

    private ThinkingPlan betweenTools() {
      if (target.has(Quirk.BUDGET_THINKING_ONLY)) {
        lose("between_tools is not known: disabled");
        return new ThinkingPlan(DISABLED, null, null, max);
      }
      if (target.has(Quirk.ALWAYS_THINKS)) {
        lose("between_tools is refused: adaptive");
        return new ThinkingPlan(ADAPTIVE, null, sentEffort(), max);
      }
      return new ThinkingPlan(BETWEEN_TOOLS, null, sentEffort(), max);
    }

    private ThinkingPlan adaptive() {
      Integer budget = asked.budgetTokens();
      if (budget == null || asked.effort() != null) {
        return new ThinkingPlan(ADAPTIVE, null, sentEffort(), max);
      }
      Effort effort = known(Words.effort(budget));
      lose("a budget is refused: effort " + effort.word());
      return new ThinkingPlan(ADAPTIVE, null, effort, max);
    }

    private ThinkingPlan budgeted(@Nullable Integer askedMax) {
      Integer stated = asked.budgetTokens();
      Effort effort = asked.effort() == null ? Effort.HIGH : asked.effort();
      int budget = Math.max(stated == null ? Words.budget(effort) : stated, Words.LEAST_BUDGET);
      if (stated == null || stated < budget) {
        lose("sent as a budget of " + budget + " tokens");
      }
      int room = askedMax == null ? grown(budget, DEFAULT_MAX_TOKENS) : max;
      if (room <= Words.LEAST_BUDGET && stated != null) {
        room = grown(budget, Words.LEAST_BUDGET);
        scope.lost("max-output-tokens", "raised to " + room + " above the budget");
      }
      if (room <= Words.LEAST_BUDGET) {
        lose("left out: the limit of output tokens leaves no room for it");
        return new ThinkingPlan(null, null, null, max);
      }
      if (budget >= room) {
        budget = Math.max(Words.LEAST_BUDGET, room - Words.LEAST_BUDGET);
        lose("the budget was lowered to " + budget + " below the limit of output tokens");
      }
      return new ThinkingPlan(ENABLED, budget, sentEffort(), room);
    }

    /** The limit that leaves so much beyond the budget, within the model's. */
    private int grown(int budget, int beyond) {
      long wanted = (long) budget + beyond;
      int cap = target.maxOutput() == null ? Integer.MAX_VALUE : target.maxOutput();
      return (int) Math.min(wanted, cap);
    }

    private @Nullable Effort sentEffort() {
      Effort effort = asked.effort();
      if (effort == null || effort == Effort.NONE || target.has(Quirk.BUDGET_THINKING_ONLY)) {
        return null;
      }
      if (effort == Effort.MINIMAL) {
        lose("effort minimal is not known: low");
      }
      return known(effort);
    }

    private static Effort known(Effort effort) {
      return effort.compareTo(Effort.LOW) < 0 ? Effort.LOW : effort;
    }

    private void lose(String detail) {
      scope.lost("reasoning", detail);
    }
  }
}
