package dev.patchbay.wire;

import dev.patchbay.chat.Reasoning.Effort;
import java.util.Map;

/** From a thinking budget to the effort a protocol has a word for. Pure. */
public final class EffortSteps {
  private EffortSteps() {}

  /**
   * The effort whose budget is nearest; of two as near, the lesser.
   *
   * @param budgets the protocol's budget of each effort, in tokens; {@code NONE} counts as 0
   */
  public static Effort nearest(Map<Effort, Integer> budgets, int budget) {
    Effort nearest = Effort.NONE;
    for (Map.Entry<Effort, Integer> step : budgets.entrySet()) {
      int best = budgets.getOrDefault(nearest, 0);
      if (Math.abs(step.getValue() - budget) < Math.abs(best - budget)) {
        nearest = step.getKey();
      }
    }
    return nearest;
  }
}
