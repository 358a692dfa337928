package dev.patchbay.server.guard;

import java.time.Duration;
import java.time.Instant;

/**
 * How many requests there were in the last 60 seconds, counted by the second: never more than the
 * limit within any 60 seconds. Thread-safe: guarded by itself.
 */
final class Minute {
  private static final int SECONDS = 60;

  private final int[] counts = new int[SECONDS];
  private long newest = Long.MIN_VALUE;

  /**
   * Counts one more unless the limit is reached.
   *
   * @return how long to wait; zero if it was counted
   */
  synchronized Duration take(int limit, Instant now) {
    long second = forget(now.getEpochSecond());
    long sum = 0;
    for (int count : counts) {
      sum += count;
    }
    if (sum < limit) {
      counts[slot(second)]++;
      return Duration.ZERO;
    }
    return wait(sum - limit, second);
  }

  /** A clock that was set back counts on in the newest second. */
  private long forget(long second) {
    if (newest == Long.MIN_VALUE || second - newest >= SECONDS) {
      java.util.Arrays.fill(counts, 0);
      newest = second;
    }
    while (newest < second) {
      newest++;
      counts[slot(newest)] = 0;
    }
    return newest;
  }

  /** Until so many and one more are older than a minute. */
  private Duration wait(long over, long second) {
    long left = over + 1;
    for (long old = second - SECONDS + 1; old <= second; old++) {
      left -= counts[slot(old)];
      if (left <= 0) {
        return Duration.ofSeconds(old + SECONDS - second);
      }
    }
    return Duration.ofSeconds(SECONDS);
  }

  private static int slot(long second) {
    return (int) Math.floorMod(second, (long) SECONDS);
  }
}
