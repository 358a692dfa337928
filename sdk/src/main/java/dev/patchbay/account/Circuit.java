package dev.patchbay.account;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Counted failures in a row, and how long nobody may try. Immutable.
 *
 * @param failures counted failures since the last success
 * @param openUntil until when it is open, after which one probe at a time may close it; null if
 *     closed
 * @param openFor how long it was last opened for; zero if never
 */
public record Circuit(int failures, @Nullable Instant openUntil, Duration openFor) {
  /** Closed, nothing counted. */
  public static final Circuit CLOSED = new Circuit(0, null, Duration.ZERO);

  /** True until a success closes it. */
  public boolean isOpen() {
    return openUntil != null;
  }
}
