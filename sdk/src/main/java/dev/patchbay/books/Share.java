package dev.patchbay.books;

import dev.patchbay.attempt.Asked;
import dev.patchbay.failure.Failure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What budgets say to an attempt that is about to be sent. */
public sealed interface Share {
  /** No budget bounds it. */
  Granted FREE = new Granted(null, null, "");

  /**
   * It may be sent.
   *
   * @param reservation what is to be settled or released after it; null if nothing was reserved
   * @param maxOutput most tokens its answer may have, where they were lowered; else null
   * @param why who lowered them, for a person
   */
  record Granted(@Nullable String reservation, @Nullable Integer maxOutput, String why)
      implements Share {
    /** The request, within what the budgets leave. */
    public Asked within(Asked asked, boolean stated) {
      return maxOutput == null ? asked : new Asked.Limited(asked, maxOutput, stated, why);
    }
  }

  /**
   * It must not be sent.
   *
   * @param failure why, for the caller
   * @param until when the budget begins anew; null if never
   */
  record Refused(Failure failure, @Nullable Instant until) implements Share {}
}
