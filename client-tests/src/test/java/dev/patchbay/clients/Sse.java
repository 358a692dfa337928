package dev.patchbay.clients;

import dev.patchbay.transport.SseFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Streams as text: written for clients, and read from samples that are well-formed. */
final class Sse {
  private Sse() {}

  static byte[] write(List<SseFrame> frames) {
    StringBuilder text = new StringBuilder();
    for (SseFrame frame : frames) {
      if (frame.event() != null) {
        text.append("event: ").append(frame.event()).append('\n');
      }
      frame.data().lines().forEach(line -> text.append("data: ").append(line).append('\n'));
      text.append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  static List<SseFrame> read(byte[] stream) {
    List<SseFrame> frames = new ArrayList<>();
    String text = new String(stream, StandardCharsets.UTF_8).replace("\r\n", "\n");
    for (String block : text.split("\n\n")) {
      String event = null;
      List<String> data = new ArrayList<>();
      for (String line : block.split("\n")) {
        String value = line.substring(line.indexOf(':') + 1).replaceFirst("^ ", "");
        if (line.startsWith("event:")) {
          event = value;
        } else if (line.startsWith("data:")) {
          data.add(value);
        }
      }
      if (!data.isEmpty()) {
        frames.add(new SseFrame(event, String.join("\n", data)));
      }
    }
    return frames;
  }
}
