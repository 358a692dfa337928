package dev.patchbay.log;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long a request took, in whole microseconds. Immutable.
 *
 * @param duration from its arrival to its end, without the time a stream lay unread by its caller
 * @param timeToFirstToken from its arrival to the first output of the attempt that served; null if
 *     none came
 * @param overhead the router's own part: before the first attempt and after the last one, so that
 *     neither providers nor waits between attempts are in it
 */
public record RequestTiming(
    Duration duration, @Nullable Duration timeToFirstToken, Duration overhead) {
  public RequestTiming {
    duration = whole(duration);
    timeToFirstToken = timeToFirstToken == null ? null : whole(timeToFirstToken);
    overhead = whole(overhead);
  }

  /** Clocks that were set back give nothing below zero. */
  private static Duration whole(Duration time) {
    return time.isNegative() ? Duration.ZERO : time.truncatedTo(ChronoUnit.MICROS);
  }
}
