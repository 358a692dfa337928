package dev.patchbay.testing.replay;

import dev.patchbay.transport.HttpCall;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.transport.TransportException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects one exchange, masked, and writes it once. One thread. */
final class Recorder {
  private final HttpCall call;
  private final Masks masks;
  private final Consumer<Recording> out;
  private final long startNanos = System.nanoTime();
  private final List<Recording.TimedFrame> frames = new ArrayList<>();
  private boolean written;

  Recorder(HttpCall call, Masks masks, Consumer<Recording> out) {
    this.call = call;
    this.masks = masks;
    this.out = out;
  }

  void frame(SseFrame frame) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    frames.add(
        new Recording.TimedFrame(millis, new SseFrame(frame.event(), masks.text(frame.data()))));
  }

  void body(int status, Map<String, String> headers, byte[] body) {
    write(status, headers, new String(body, StandardCharsets.UTF_8), null);
  }

  void ended(int status, Map<String, String> headers) {
    write(status, headers, null, null);
  }

  void broken(int status, Map<String, String> headers, TransportException e) {
    write(status, headers, null, Recording.Broken.of(e));
  }

  private void write(
      int status,
      Map<String, String> headers,
      @Nullable String answer,
      Recording.@Nullable Broken broken) {
    if (written) {
      return;
    }
    written = true;
    out.accept(
        new Recording(
            call.method(),
            masks.text(call.url()),
            masks.headers(call.headers()),
            masks.text(new String(call.body(), StandardCharsets.UTF_8)),
            status,
            masks.headers(headers),
            answer == null ? null : masks.text(answer),
            frames,
            broken == null
                ? null
                : new Recording.Broken(
                    broken.kind(), broken.phase(), masks.text(broken.message()))));
  }
}
