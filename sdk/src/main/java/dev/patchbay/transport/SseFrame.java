package dev.patchbay.transport;

import org.jspecify.annotations.Nullable;

/**
 * One server-sent event. Immutable.
 *
 * @param event its name; null if it has none
 * @param data its data lines, joined by line feeds
 */
public record SseFrame(@Nullable String event, String data) {
  /** A frame without a name. */
  public static SseFrame data(String data) {
    return new SseFrame(null, data);
  }
}
