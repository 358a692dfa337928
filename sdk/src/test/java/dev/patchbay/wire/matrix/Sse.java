package dev.patchbay.wire.matrix;

import dev.patchbay.transport.SseFrame;
import dev.patchbay.transport.okhttp.SseFrames;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Streams as text and as frames. */
final class Sse {
  private Sse() {}

  static List<SseFrame> frames(String stream) {
    List<SseFrame> frames = new ArrayList<>();
    SseFrames.read(new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)), frames::add);
    return frames;
  }

  static String text(List<SseFrame> frames) {
    StringBuilder text = new StringBuilder();
    for (SseFrame frame : frames) {
      if (frame.event() != null) {
        text.append("event: ").append(frame.event()).append('\n');
      }
      text.append("data: ").append(frame.data()).append("\n\n");
    }
    return text.toString();
  }
}
