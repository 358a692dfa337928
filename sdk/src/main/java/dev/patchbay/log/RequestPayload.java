package dev.patchbay.log;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a request and its answer said: the client's bytes as text, or documents of {@code ChatJson}
 * for a call from Java; without credentials and without media. Immutable.
 *
 * @param id our id of the request
 * @param at when it arrived, in whole milliseconds
 * @param request what was asked
 * @param response what was answered, as far as it came; null if nothing was
 */
public record RequestPayload(String id, Instant at, Body request, @Nullable Body response) {
  public RequestPayload {
    at = at.truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * One body.
   *
   * @param text the text that is kept
   * @param truncated true if its end was cut off
   */
  public record Body(String text, boolean truncated) {}
}
