package dev.patchbay.log;

import dev.patchbay.failure.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what became of requests. Whatever reads sees all that this process has given before. What
 * reads throws {@link StoreException} if the store fails. Thread-safe.
 */
public interface RequestLog {
  /** Most requests a page or a tail holds. */
  int MOST = 1000;

  /**
   * Writes a request soon, and returns at once: if too much waits to be written, it is dropped and
   * counted. The same id twice is there once.
   */
  void record(RequestRecord request);

  /** Writes what a request said, as {@link #record} does; later bodies of an id replace earlier. */
  void attach(RequestPayload payload);

  /** How many rows were dropped since this store was opened. */
  long dropped();

  /**
   * Requests, those that arrived last first.
   *
   * @param cursor the {@code next} of the page before; null for the first page
   * @param limit 1 to {@link #MOST}
   * @throws IllegalArgumentException if the cursor is none of a page, or the limit out of range
   */
  RequestPage page(RequestFilter filter, @Nullable String cursor, int limit);

  /** One request. */
  Optional<RequestRecord> find(String id);

  /** What a request said; empty if it was not kept. */
  Optional<RequestPayload> payload(String id);

  /**
   * Requests in the order in which they were logged, each exactly once, also those of other
   * processes.
   *
   * @param cursor that of the tail before; null for the end of the log: then there are no requests
   * @param limit 1 to {@link #MOST}
   * @throws IllegalArgumentException if the cursor is none of a tail, or the limit out of range
   */
  RequestTail after(@Nullable String cursor, int limit);

  /**
   * Statistics, ordered by the values of their groups. Without groups it is exactly one; with them
   * one for each combination that occurs.
   */
  List<RequestStatistics> statistics(StatisticsQuery query);

  /** Removes all requests and what they said. */
  void clear();

  /**
   * Removes old requests and what they said.
   *
   * @param before those that arrived earlier
   * @param limit how many rows at most
   * @return how many rows it were; fewer than the limit if no more are left
   */
  int purge(Instant before, int limit);
}
