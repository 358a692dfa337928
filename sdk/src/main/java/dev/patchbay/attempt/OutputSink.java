package dev.patchbay.attempt;

/**
 * Takes the output of one attempt on the thread that reads it. What tells the caller that the
 * answer is whole is not among it: that is {@link Outcome#last}, for when the attempt is accounted.
 */
@FunctionalInterface
public interface OutputSink {
  /** Takes everything and shows nothing: a buffered call. */
  OutputSink NONE = output -> true;

  /**
   * Takes a step.
   *
   * @return false to stop the attempt: somebody else has won, or the reader failed
   */
  boolean output(Output output);

  /**
   * The answer is whole and about to be accounted as the one that was served.
   *
   * @return false if it is not wanted: somebody else has won
   */
  default boolean claim() {
    return true;
  }
}
