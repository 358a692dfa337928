package dev.patchbay.logbook;

import dev.patchbay.log.RequestLog;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Writes requests into their log; never in the way of one. Thread-safe. */
public final class Logbook implements AutoCloseable {
  private final RequestLog log;
  private final Clock clock;
  private final @Nullable PayloadWriter payloads;

  /**
   * A logbook over a log that it does not own.
   *
   * @param payloads true to keep what requests say, too
   */
  public Logbook(RequestLog log, boolean payloads, Clock clock) {
    this.log = log;
    this.clock = clock;
    this.payloads = payloads ? new PayloadWriter(log) : null;
  }

  /** A request has arrived: its time runs. */
  public Arrival arrived() {
    return new Arrival(log, payloads, clock.instant());
  }

  /** Where it writes; what was told so far is there, or was dropped. */
  public RequestLog log() {
    flush();
    return log;
  }

  /** How many rows and bodies were dropped because too many waited. */
  public long dropped() {
    return log.dropped() + (payloads == null ? 0 : payloads.dropped());
  }

  private void flush() {
    if (payloads != null) {
      payloads.flush();
    }
  }

  /** Writes what waits; the log stays open. Idempotent. */
  @Override
  public void close() {
    if (payloads != null) {
      payloads.close();
    }
  }
}
