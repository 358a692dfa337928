package dev.patchbay.log;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some requests, the newest first. Immutable.
 *
 * @param requests the requests, without their payloads
 * @param next where the next page begins; null if this is the last one
 */
public record RequestPage(List<RequestRecord> requests, @Nullable String next) {
  public RequestPage {
    requests = List.copyOf(requests);
  }
}
