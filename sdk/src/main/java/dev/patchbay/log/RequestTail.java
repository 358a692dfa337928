package dev.patchbay.log;

import java.util.List;

/**
 * The requests that were logged after a place in the log. Immutable.
 *
 * @param requests the requests in the order in which they were logged: that of their ends
 * @param cursor the place behind the last of them: ask there next
 */
public record RequestTail(List<RequestRecord> requests, String cursor) {
  public RequestTail {
    requests = List.copyOf(requests);
  }
}
