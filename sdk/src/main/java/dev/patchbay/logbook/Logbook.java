package dev.patchbay.logbook;

import dev.patchbay.log.RequestLog;
import java.time.Clock;
import java.util.function.BooleanSupplier;

/** Writes requests into their log; never in the way of one. Thread-safe. */
public final class Logbook implements AutoCloseable {
  private final RequestLog log;
  private final Clock clock;
  private final BooleanSupplier keeping;
  private final PayloadWriter payloads;

  /**
   * A logbook over a log that it does not own.
   *
   * @param payloads whether what requests say, that arrive now, is kept too
   */
  public Logbook(RequestLog log, BooleanSupplier payloads, Clock clock) {
    this.log = log;
    this.clock = clock;
    this.keeping = payloads;
    this.payloads = new PayloadWriter(log);
  }

  /** A request has arrived: its time runs. */
  public Arrival arrived() {
    return new Arrival(log, keeping.getAsBoolean() ? payloads : null, clock.instant());
  }

  /** Where it writes; what was told so far is there, or was dropped. */
  public RequestLog log() {
    payloads.flush();
    return log;
  }

  /** How many rows and bodies were dropped because too many waited. */
  public long dropped() {
    return log.dropped() + payloads.dropped();
  }

  /** Writes what waits; the log stays open. Idempotent. */
  @Override
  public void close() {
    payloads.close();
  }
}
