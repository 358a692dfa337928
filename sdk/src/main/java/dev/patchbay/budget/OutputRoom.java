package dev.patchbay.budget;

import org.jspecify.annotations.Nullable;

/**
 * How long an answer may become, and how short it may be made so that it fits a budget. Immutable.
 *
 * @param most tokens it has at most as things are
 * @param least tokens it must be left; at most {@code most}
 */
public record OutputRoom(long most, long least) {
  /** An answer is not cut shorter than that for a budget's sake. */
  public static final int LEAST = 256;

  /**
   * Assumed where neither the request nor anything known of the model bounds the answer: as long as
   * those of most models may be that think.
   */
  static final int ASSUMED = 32_768;

  /** Up to this, an encoder may raise a limit that leaves a thinking model nothing to say. */
  private static final int RAISED_UP_TO = 1_024;

  /**
   * The room of an answer.
   *
   * @param asked the request's limit; null if it has none
   * @param model the model's own; null if unknown
   * @param thinks whether the request asks for thinking
   */
  public static OutputRoom of(@Nullable Integer asked, @Nullable Integer model, boolean thinks) {
    Integer bound = asked == null || (thinks && asked <= RAISED_UP_TO) ? null : asked;
    long own = model != null ? model : bound != null ? bound : ASSUMED;
    long most = bound == null ? own : Math.min(bound, own);
    return new OutputRoom(most, Math.min(most, LEAST));
  }
}
