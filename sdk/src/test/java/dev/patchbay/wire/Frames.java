package dev.patchbay.wire;

import dev.patchbay.transport.SseFrame;
import dev.patchbay.transport.okhttp.SseFrames;
import java.io.ByteArrayInputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;

/** Streams of bytes as frames, read by the code that reads live ones. */
final class Frames {
  private Frames() {}

  static List<SseFrame> of(byte[] stream) {
    return cut(stream, stream.length, stream.length);
  }

  /** The first {@code length} bytes, coming in two reads that meet at {@code at}. */
  static List<SseFrame> cut(byte[] stream, int at, int length) {
    List<SseFrame> frames = new ArrayList<>();
    SseFrames.read(
        new SequenceInputStream(
            new ByteArrayInputStream(stream, 0, at),
            new ByteArrayInputStream(stream, at, length - at)),
        frames::add);
    return frames;
  }
}
