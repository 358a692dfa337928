package dev.patchbay.server.monitor;

import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One event for those who watch, as it is sent: made once, however many they are. Immutable but for
 * its bytes, which nobody changes.
 *
 * @param request our id of the request that has ended; empty for another event
 * @param bytes an event of {@code text/event-stream}
 */
record Frame(String request, byte[] bytes) {
  /** Keeps connections open that would be cut for silence. */
  static final Frame HEARTBEAT = new Frame("", ": still here\n\n".getBytes(StandardCharsets.UTF_8));

  /** Writes the fields of an object. */
  @FunctionalInterface
  interface Fields {
    void write(JsonWriter json) throws IOException;
  }

  /** An event about no request's end. */
  static Frame of(String event, Fields fields) {
    return of(event, "", null, fields);
  }

  /**
   * An event.
   *
   * @param request our id of the request that has ended
   * @param id where to go on after it; null if only after a later one
   */
  static Frame of(String event, String request, @Nullable String id, Fields fields) {
    String data =
        Say.document(
            json -> {
              json.beginObject();
              fields.write(json);
              json.endObject();
            });
    String text =
        (id == null ? "" : "id: " + id + "\n") + "event: " + event + "\ndata: " + data + "\n\n";
    return new Frame(request, text.getBytes(StandardCharsets.UTF_8));
  }
}
