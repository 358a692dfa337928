package dev.patchbay.testing;

import dev.patchbay.transport.SseFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One reply as it will go over the wire: the head, then the steps of the body. Immutable.
 *
 * @param reset the connection is closed instead of a head
 * @param headAfter silence before the head
 * @param headers names in lower case
 * @param stream true if the body is an event stream
 * @param steps in order; the body ends by itself after the last unless that is a {@link Step.Break}
 */
record Staged(
    boolean reset,
    Duration headAfter,
    int status,
    Map<String, String> headers,
    boolean stream,
    List<Step> steps) {
  Staged {
    headers = Map.copyOf(headers);
    steps = List.copyOf(steps);
  }

  /** True if the connection is closed in the middle of the body. */
  boolean breaks() {
    return !steps.isEmpty() && steps.get(steps.size() - 1) instanceof Step.Break;
  }

  /** One step of a body. */
  sealed interface Step {
    /** One server-sent event. */
    record Frame(SseFrame frame) implements Step {
      /** As it stands in the stream. */
      byte[] bytes() {
        StringBuilder text = new StringBuilder();
        if (frame.event() != null) {
          text.append("event: ").append(frame.event()).append('\n');
        }
        frame.data().lines().forEach(line -> text.append("data: ").append(line).append('\n'));
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
      }
    }

    /** A piece of another body. */
    record Bytes(byte[] bytes) implements Step {}

    /** Silence. */
    record Pause(Duration time) implements Step {}

    /** The connection is closed. */
    record Break() implements Step {}
  }
}
