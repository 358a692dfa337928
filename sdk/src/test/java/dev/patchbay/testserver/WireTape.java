package dev.patchbay.testserver;

import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.WireReply;
import dev.patchbay.wire.WireSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** What a client got, in the order in which it came. One thread writes, others may look. */
public final class WireTape implements WireSink {
  private final List<SseFrame> frames = new java.util.concurrent.CopyOnWriteArrayList<>();
  private final List<String> steps = new ArrayList<>();
  private final AtomicReference<Map<String, String>> headers = new AtomicReference<>(Map.of());
  private volatile int status;
  private volatile byte[] body = new byte[0];

  /** Writes a reply here, and closes it. */
  public static WireTape of(WireReply reply) {
    WireTape tape = new WireTape();
    try (reply) {
      reply.writeTo(tape);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tape;
  }

  @Override
  public void head(int newStatus, Map<String, String> newHeaders) {
    if (status != 0) {
      throw new IllegalStateException("a second head");
    }
    status = newStatus;
    headers.set(Map.copyOf(newHeaders));
    steps.add("head");
  }

  @Override
  public void frame(SseFrame frame) {
    if (status == 0 && !begun()) {
      throw new IllegalStateException("a frame before the head");
    }
    frames.add(frame);
    steps.add("frame");
  }

  @Override
  public void comment(String text) {
    steps.add(text);
  }

  @Override
  public void body(byte[] bytes) {
    body = bytes;
    steps.add("body");
  }

  /** The status; 0 before the head. */
  public int status() {
    return status;
  }

  /** The headers of the head. */
  public Map<String, String> headers() {
    return headers.get();
  }

  /** The frames so far. */
  public List<SseFrame> frames() {
    return frames;
  }

  /** The data of the frames so far. */
  public List<String> data() {
    return frames.stream().map(SseFrame::data).toList();
  }

  /** {@code head}, {@code frame}, {@code body} and the texts of comments, in order. */
  public List<String> steps() {
    return steps;
  }

  /** The whole body; empty for a stream. */
  public byte[] body() {
    return body;
  }

  /** The whole body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
