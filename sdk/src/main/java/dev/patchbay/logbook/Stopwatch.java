package dev.patchbay.logbook;

import dev.patchbay.log.RequestTiming;
import dev.patchbay.trace.AttemptRecord;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The times of one request, from its making on. One thread. */
final class Stopwatch {
  private final long begin = System.nanoTime();
  private long restSince = begin;

  /** How long a stream lay unread before its caller began. */
  private long rested;

  private @Nullable Long firstStart;
  private long lastEnd;
  private @Nullable Duration firstToken;

  void rest() {
    restSince = System.nanoTime();
  }

  void goOn() {
    rested = System.nanoTime() - restSince;
  }

  /** An attempt has ended just now. */
  void attempted(AttemptRecord attempt) {
    lastEnd = System.nanoTime();
    long start = lastEnd - attempt.duration().toNanos();
    firstStart = firstStart == null ? start : Math.min(firstStart, start);
    Duration token = attempt.timeToFirstToken();
    if (attempt.served() && token != null) {
      firstToken = Duration.ofNanos(start - begin - rested).plus(token);
    }
  }

  /** The times at its end, which is now. */
  RequestTiming stop() {
    long end = System.nanoTime();
    Duration all = Duration.ofNanos(end - begin - rested);
    Duration tried = firstStart == null ? Duration.ZERO : Duration.ofNanos(lastEnd - firstStart);
    return new RequestTiming(all, firstToken, all.minus(tried));
  }
}
