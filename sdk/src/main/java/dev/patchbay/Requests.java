package dev.patchbay;

import dev.patchbay.failure.StoreException;
import dev.patchbay.log.RequestFilter;
import dev.patchbay.log.RequestLog;
import dev.patchbay.log.RequestPage;
import dev.patchbay.log.RequestPayload;
import dev.patchbay.log.RequestRecord;
import dev.patchbay.log.RequestStatistics;
import dev.patchbay.log.RequestTail;
import dev.patchbay.log.StatisticsGroup;
import dev.patchbay.log.StatisticsQuery;
import dev.patchbay.logbook.Logbook;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a router, and of all that share its database: one row for each that has ended,
 * however it did. Reading sees all that ended before. Whatever reads throws {@link StoreException}
 * if the database fails. Thread-safe.
 */
public final class Requests {
  private final Logbook logbook;

  Requests(Logbook logbook) {
    this.logbook = logbook;
  }

  /**
   * The requests that arrived last, the newest first.
   *
   * @param limit 1 to {@link RequestLog#MOST}
   */
  public List<RequestRecord> list(int limit) {
    return list(RequestFilter.ALL, null, limit).requests();
  }

  /**
   * A page of requests, the newest first; never with their payloads.
   *
   * @param cursor the {@code next} of the page before; null for the first page
   * @param limit 1 to {@link RequestLog#MOST}
   * @throws IllegalArgumentException if the cursor is none of a page, or the limit out of range
   */
  public RequestPage list(RequestFilter filter, @Nullable String cursor, int limit) {
    return logbook.log().page(filter, cursor, limit);
  }

  /** One request, by the id that its trace and its answer's headers name. */
  public Optional<RequestRecord> get(String id) {
    return logbook.log().find(id);
  }

  /** What a request and its answer said; empty unless {@code log.payloads} was on. */
  public Optional<RequestPayload> payload(String id) {
    return logbook.log().payload(id);
  }

  /**
   * The requests that have ended since, for live views: ask again and again, each time with the
   * cursor of the answer before. Each request comes exactly once, those of other processes too.
   *
   * @param cursor where to begin; null for now: then there are none yet
   * @param limit 1 to {@link RequestLog#MOST}
   * @throws IllegalArgumentException if the cursor is none of a tail, or the limit out of range
   */
  public RequestTail follow(@Nullable String cursor, int limit) {
    return logbook.log().after(cursor, limit);
  }

  /** Statistics of all requests that a filter means, by groups; without groups exactly one. */
  public List<RequestStatistics> statistics(RequestFilter filter, StatisticsGroup... by) {
    return logbook.log().statistics(StatisticsQuery.of(filter, by));
  }

  /** How many rows and payloads this router dropped because too much waited to be written. */
  public long dropped() {
    return logbook.dropped();
  }

  /** Removes all requests and what they said; what they cost is not in this log. */
  public void clear() {
    logbook.log().clear();
  }
}
