package dev.patchbay.course;

import java.time.Duration;

/**
 * The time limits of the configuration; all positive. Immutable.
 *
 * @param connect until a connection stands; default 5 s
 * @param firstToken until the first output; default 60 s
 * @param firstTokenWithAlternative the same while another provider or model is left; default 12 s
 * @param firstTokenReasoning the same for models that think first; default 5 min
 * @param idle between two pieces of output; default 30 s
 * @param attempt for one attempt; default 5 min
 * @param bufferedWithAlternative for one attempt that is not streamed upstream, while another
 *     candidate is left; default 90 s
 * @param total for the whole request; default 10 min
 * @param usageWait for usage after the finish; default 5 s
 */
public record Timeouts(
    Duration connect,
    Duration firstToken,
    Duration firstTokenWithAlternative,
    Duration firstTokenReasoning,
    Duration idle,
    Duration attempt,
    Duration bufferedWithAlternative,
    Duration total,
    Duration usageWait) {
  /** The defaults. */
  public static final Timeouts DEFAULT =
      new Timeouts(
          Duration.ofSeconds(5),
          Duration.ofSeconds(60),
          Duration.ofSeconds(12),
          Duration.ofMinutes(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofSeconds(90),
          Duration.ofMinutes(10),
          Duration.ofSeconds(5));

  /** All divided by this: for tests against a real clock. */
  public Timeouts faster(int by) {
    return new Timeouts(
        connect.dividedBy(by),
        firstToken.dividedBy(by),
        firstTokenWithAlternative.dividedBy(by),
        firstTokenReasoning.dividedBy(by),
        idle.dividedBy(by),
        attempt.dividedBy(by),
        bufferedWithAlternative.dividedBy(by),
        total.dividedBy(by),
        usageWait.dividedBy(by));
  }
}
