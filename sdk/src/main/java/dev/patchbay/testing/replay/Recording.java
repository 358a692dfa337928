package dev.patchbay.testing.replay;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.transport.TransportException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One exchange as it is kept. Immutable.
 *
 * @param url without its host's credentials, masked
 * @param body of the request, masked
 * @param status 0 if no answer came
 * @param answer the whole body; null if frames were read
 * @param frames the frames that came; empty for another body
 * @param broken how it ended; null if it ended well
 */
record Recording(
    String method,
    String url,
    Map<String, String> requestHeaders,
    String body,
    int status,
    Map<String, String> headers,
    @Nullable String answer,
    List<TimedFrame> frames,
    @Nullable Broken broken) {
  Recording {
    frames = List.copyOf(frames);
  }

  /** A frame and the milliseconds from sending until it came. */
  record TimedFrame(long afterMillis, SseFrame frame) {}

  /** What broke the exchange. */
  record Broken(FailureKind kind, FailurePhase phase, String message) {
    static Broken of(TransportException e) {
      return new Broken(e.kind(), e.phase(), e.what());
    }

    TransportException exception() {
      return new TransportException(kind, phase, message);
    }
  }
}
