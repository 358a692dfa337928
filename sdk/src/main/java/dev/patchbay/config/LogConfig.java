package dev.patchbay.config;

import java.time.Duration;

/**
 * What is kept of requests. Immutable.
 *
 * @param payloads true to keep what requests and answers say, too; without credentials and media,
 *     256 KB of each at most
 * @param retention how long requests and what they said are kept in a database; positive. In memory
 *     the last ten thousand are kept instead
 */
public record LogConfig(boolean payloads, Duration retention) {
  /** No payloads, 30 days. */
  public static final LogConfig DEFAULT = new LogConfig(false, Duration.ofDays(30));

  public LogConfig {
    if (retention.isNegative() || retention.isZero()) {
      throw new IllegalArgumentException("retention must be positive: " + retention);
    }
  }
}
