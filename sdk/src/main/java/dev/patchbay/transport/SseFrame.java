package dev.patchbay.transport;

import org.jspecify.annotations.Nullable;

/**
 * One server-sent event. Immutable.
 *
 * @param event its name; null if it has none
 * @param data its data lines, joined by line feeds
 */
public record SseFrame(@Nullable String event, String data) {
  /** No event but a comment: it keeps a connection alive, and no client hands it on. */
  public static final SseFrame COMMENT = new SseFrame(null, "");

  /** A frame without a name. */
  public static SseFrame data(String data) {
    return new SseFrame(null, data);
  }

  /** The lines of the event, the blank one after it included. */
  public String lines() {
    if (equals(COMMENT)) {
      return ":\n\n";
    }
    String name = event == null ? "" : "event: " + event + "\n";
    return name + "data: " + data.replace("\n", "\ndata: ") + "\n\n";
  }
}
