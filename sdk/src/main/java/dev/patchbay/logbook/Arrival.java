package dev.patchbay.logbook;

import dev.patchbay.attempt.Asked;
import dev.patchbay.log.RequestLog;
import dev.patchbay.route.Plan;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A request of which nothing is known but that it is there: its time runs. One thread. */
public final class Arrival {
  private final RequestLog log;
  private final @Nullable PayloadWriter payloads;
  private final Instant at;
  private final Stopwatch watch = new Stopwatch();

  Arrival(RequestLog log, @Nullable PayloadWriter payloads, Instant at) {
    this.log = log;
    this.payloads = payloads;
    this.at = at;
  }

  /**
   * It has its plan, and lies until {@link Entry#running}.
   *
   * @param id our id of it
   * @param plan who is to be tried
   * @param asked what the caller asked, in the caller's own words
   */
  public Entry planned(String id, Plan plan, Asked asked) {
    watch.rest();
    return new Entry(log, payloads, new Subject(id, at, plan, asked), watch);
  }
}
