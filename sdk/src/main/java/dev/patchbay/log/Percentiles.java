package dev.patchbay.log;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Times that this share of the requests did not exceed, by nearest rank: of {@code n} times in
 * order, the one at place {@code ceil(n * p / 100)}. So each is a time that was measured. Null if
 * there is none. Immutable.
 */
public record Percentiles(@Nullable Duration p50, @Nullable Duration p95, @Nullable Duration p99) {
  /** Of no times. */
  public static final Percentiles NONE = new Percentiles(null, null, null);
}
