package dev.patchbay.tokens;

/**
 * Tokens by characters alone: what routing can afford for each request. Fitted to the same texts as
 * the finer rules; within a tenth for prose of Latin script and a third for the rest. Pure.
 */
public final class PromptRates {
  private static final double NARROW = 0.265;
  private static final double MIDDLE = 0.36;
  private static final double WIDE = 0.84;

  private PromptRates() {}

  /**
   * The estimate.
   *
   * @param narrow characters of Latin script, white space and signs
   * @param middle characters of other alphabets
   * @param wide ideographs, syllables and halves of surrogate pairs
   */
  public static long tokens(long narrow, long middle, long wide) {
    return (long) Math.ceil(narrow * NARROW + middle * MIDDLE + wide * WIDE);
  }
}
