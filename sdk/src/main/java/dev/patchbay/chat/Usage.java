package dev.patchbay.chat;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of one answer, in classes that hold for every protocol. {@code inputTotal} includes cache
 * reads and writes (as OpenAI and Gemini count; Anthropic's {@code input_tokens} does not), {@code
 * outputTotal} includes reasoning. Null means unsaid, which is not zero. Immutable.
 *
 * @param inputTotal all tokens of the prompt, cached or not
 * @param cacheRead of these, read from a cache
 * @param cacheWrite5m of these, written to a cache for five minutes
 * @param cacheWrite1h of these, written to a cache for an hour
 * @param cacheWriteOther of these, written to a cache without a stated time
 * @param outputTotal all tokens of the answer, reasoning included
 * @param reasoning of these, reasoning
 * @param audioInput of the input, sound
 * @param audioOutput of the output, sound
 * @param webSearches searches the provider made and bills by piece
 * @param reportedCostUsd what the provider says it charges in USD; null if it doesn't say
 */
public record Usage(
    @Nullable Long inputTotal,
    @Nullable Long cacheRead,
    @Nullable Long cacheWrite5m,
    @Nullable Long cacheWrite1h,
    @Nullable Long cacheWriteOther,
    @Nullable Long outputTotal,
    @Nullable Long reasoning,
    @Nullable Long audioInput,
    @Nullable Long audioOutput,
    @Nullable Long webSearches,
    @Nullable BigDecimal reportedCostUsd) {

  public Usage {
    inputTotal = floor(inputTotal);
    cacheRead = floor(cacheRead);
    cacheWrite5m = floor(cacheWrite5m);
    cacheWrite1h = floor(cacheWrite1h);
    cacheWriteOther = floor(cacheWriteOther);
    outputTotal = floor(outputTotal);
    reasoning = floor(reasoning);
    audioInput = floor(audioInput);
    audioOutput = floor(audioOutput);
    webSearches = floor(webSearches);
  }

  /** Usage of which only the totals are known. */
  public static Usage of(long input, long output) {
    return new Usage(input, null, null, null, null, output, null, null, null, null, null);
  }

  /** A negative count is nonsense a provider sent: zero. */
  private static @Nullable Long floor(@Nullable Long count) {
    return count == null ? null : (Long) Math.max(0, count);
  }

  /**
   * This usage and a later report of the same answer. Counters are cumulative and never shrink, so
   * of two reports of a class the larger counts: a last frame of zeros can't wipe what was said.
   */
  public Usage merge(Usage later) {
    return new Usage(
        max(inputTotal, later.inputTotal),
        max(cacheRead, later.cacheRead),
        max(cacheWrite5m, later.cacheWrite5m),
        max(cacheWrite1h, later.cacheWrite1h),
        max(cacheWriteOther, later.cacheWriteOther),
        max(outputTotal, later.outputTotal),
        max(reasoning, later.reasoning),
        max(audioInput, later.audioInput),
        max(audioOutput, later.audioOutput),
        max(webSearches, later.webSearches),
        later.reportedCostUsd != null ? later.reportedCostUsd : reportedCostUsd);
  }

  private static @Nullable Long max(@Nullable Long one, @Nullable Long other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Math.max(one, other);
  }

  /** Tokens written to a cache, whatever their time; 0 if unsaid. */
  public long cacheWrites() {
    return orZero(cacheWrite5m) + orZero(cacheWrite1h) + orZero(cacheWriteOther);
  }

  /** Tokens of the prompt neither read from nor written to a cache; 0 if unsaid. */
  public long freshInput() {
    return Math.max(0, orZero(inputTotal) - orZero(cacheRead) - cacheWrites());
  }

  /** A count, or 0 if it was unsaid. */
  public static long orZero(@Nullable Long count) {
    return count == null ? 0 : count;
  }
}
