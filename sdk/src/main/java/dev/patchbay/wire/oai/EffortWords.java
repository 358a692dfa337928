package dev.patchbay.wire.oai;

import dev.patchbay.chat.Reasoning;
import dev.patchbay.chat.Reasoning.Effort;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.EffortSteps;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How much the model is to think, both ways. Stateless. */
public final class EffortWords {
  /** Steps of our own: the protocols know efforts only. */
  private static final Map<Effort, Integer> BUDGETS =
      Map.of(
          Effort.NONE, 0,
          Effort.MINIMAL, 1024,
          Effort.LOW, 2048,
          Effort.MEDIUM, 8192,
          Effort.HIGH, 16_384,
          Effort.XHIGH, 65_536);

  private EffortWords() {}

  /** The effort under a name, taken; null for none, and for a word unknown here, which stays. */
  public static @Nullable Effort read(Block holder, String name) {
    RawJson word = holder.peek(name);
    Effort effort = word == null ? null : Effort.of(Block.text(word)).orElse(null);
    if (effort != null) {
      holder.take(name);
    }
    return effort;
  }

  /**
   * The effort's word as the target is told it; null if it is not.
   *
   * @param typed true if the target is told by other words whether to think at all
   */
  public static @Nullable String sent(Reasoning reasoning, Scope scope, boolean typed) {
    String effort = effort(reasoning, scope);
    if (effort == null || isRefused(reasoning, scope, typed)) {
      return null;
    }
    if (reasoning.effort() == null && reasoning.budgetTokens() != null) {
      scope.lost("reasoning-budget", "Sent as the nearest effort, " + effort);
    }
    return effort;
  }

  /** Thinking that was only switched on is left to the model. */
  private static @Nullable String effort(Reasoning reasoning, Scope scope) {
    if (reasoning.effort() != null) {
      return reasoning.effort().word();
    }
    if (!reasoning.asksForThinking()) {
      return Effort.NONE.word();
    }
    if (reasoning.mode() == Reasoning.Mode.BETWEEN_TOOLS) {
      scope.lost("reasoning-mode", "Thinking between tool calls only cannot be asked for");
    }
    Integer budget = reasoning.budgetTokens();
    return budget == null ? null : EffortSteps.nearest(BUDGETS, budget).word();
  }

  private static boolean isRefused(Reasoning reasoning, Scope scope, boolean typed) {
    Set<Capability> capabilities = scope.target().capabilities();
    boolean thoughtless = capabilities != null && !capabilities.contains(Capability.REASONING);
    boolean refused = scope.has(Quirk.NO_REASONING_EFFORT) || thoughtless;
    boolean saidAnyway = typed && reasoning.effort() == null && reasoning.budgetTokens() == null;
    if (refused && reasoning.asksForThinking() && !saidAnyway) {
      scope.lost("reasoning-effort", "The target cannot be told how much to think");
    }
    return refused;
  }
}
