package dev.patchbay.wire.oai;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Moments, which are seconds of Unix in both protocols. Stateless. */
public final class Seconds {
  /** The last second an {@link Instant} can be relied on to hold: the year 9999. */
  private static final long LAST = 253_402_300_799L;

  private Seconds() {}

  /** The moment; null for none and for what makes no sense: some servers write zero. */
  public static @Nullable Instant instant(@Nullable Long second) {
    if (second == null || second <= 0 || second > LAST) {
      return null;
    }
    return Instant.ofEpochSecond(second);
  }
}
