package dev.patchbay.attempt;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.failure.Failure;
import dev.patchbay.trace.AttemptRecord;
import dev.patchbay.wire.Loss;
import java.util.List;

/**
 * How one attempt ended. Immutable.
 *
 * @param record what the trace keeps of it; its failure is null if it served
 * @param response the whole answer if it served, else what came of it
 * @param losses what translation could not carry over
 */
public record Outcome(AttemptRecord record, ChatResponse response, List<Loss> losses) {
  public Outcome {
    losses = List.copyOf(losses);
  }

  /** True if it served the answer. */
  public boolean served() {
    return record.failure() == null;
  }

  /** Why it failed; only if it did. */
  public Failure failure() {
    Failure failure = record.failure();
    if (failure == null) {
      throw new IllegalStateException("The attempt served: it has no failure");
    }
    return failure;
  }
}
