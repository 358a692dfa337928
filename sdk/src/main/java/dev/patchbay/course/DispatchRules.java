package dev.patchbay.course;

import dev.patchbay.chat.ResumePolicy;
import dev.patchbay.route.Substitution;
import java.time.Duration;

/**
 * The rules of the configuration that dispatch obeys. Immutable.
 *
 * @param attempts tries of one candidate, the first included; at least 1, default 2
 * @param delay before the first retry in place; default 250 ms
 * @param backoff what the delay grows by for each further one; at least 1, default 2
 * @param maxAttempts tries in all; at least 1, default 6
 * @param hedgeAfter after so long without visible output the next candidate starts too; zero = off
 * @param hedgeMax how many run at a time, at least 2
 * @param timeouts the time limits
 * @param resume what happens after a break, unless the request says
 * @param upstreamStream whether buffered calls are streamed upstream
 * @param substitution whether another model may answer
 */
public record DispatchRules(
    int attempts,
    Duration delay,
    double backoff,
    int maxAttempts,
    Duration hedgeAfter,
    int hedgeMax,
    Timeouts timeouts,
    ResumePolicy resume,
    UpstreamStream upstreamStream,
    Substitution substitution) {
  /** The defaults. */
  public static final DispatchRules DEFAULT =
      new DispatchRules(
          2,
          Duration.ofMillis(250),
          2,
          6,
          Duration.ZERO,
          2,
          Timeouts.DEFAULT,
          ResumePolicy.FAIL,
          UpstreamStream.AUTO,
          Substitution.CONFIGURED);

  /** No single wait in place is longer, unless the configured delay itself is. */
  private static final Duration DELAY_CAP = Duration.ofMillis(750);

  public DispatchRules {
    atLeast("retry.attempts", attempts, 1);
    atLeast("retry.backoff", backoff, 1);
    atLeast("failover.max-attempts", maxAttempts, 1);
    atLeast("hedge.max", hedgeMax, 2);
  }

  private static void atLeast(String name, double value, double least) {
    if (!(value >= least)) {
      throw new IllegalArgumentException(name + " must be at least " + least + ": " + value);
    }
  }

  /** All times divided by this, the counts as they are: for tests against a real clock. */
  public DispatchRules faster(int by) {
    return new DispatchRules(
        attempts,
        delay.dividedBy(by),
        backoff,
        maxAttempts,
        hedgeAfter.dividedBy(by),
        hedgeMax,
        timeouts.faster(by),
        resume,
        upstreamStream,
        substitution);
  }

  /** These rules with another answer to whether buffered calls are streamed upstream. */
  public DispatchRules withUpstreamStream(UpstreamStream value) {
    return new DispatchRules(
        attempts,
        delay,
        backoff,
        maxAttempts,
        hedgeAfter,
        hedgeMax,
        timeouts,
        resume,
        value,
        substitution);
  }

  /** Whether slow candidates are hedged. */
  public boolean hedges() {
    return !hedgeAfter.isZero();
  }

  /** The longest wait before a retry after so many tries (1 for the first retry). */
  Duration delayCeiling(int tries) {
    Duration cap = delay.compareTo(DELAY_CAP) > 0 ? delay : DELAY_CAP;
    double millis = delay.toNanos() / 1e6 * Math.pow(backoff, tries - 1.0);
    return millis >= cap.toMillis() ? cap : Duration.ofNanos((long) (millis * 1e6));
  }
}
