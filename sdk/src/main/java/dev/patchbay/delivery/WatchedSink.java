package dev.patchbay.delivery;

import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.WireSink;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sink that remembers what was written last, and whether it has thrown: what it throws is the
 * server's, everything else a slip of ours. One thread.
 */
final class WatchedSink implements WireSink {
  private final WireSink sink;
  private boolean threw;
  private @Nullable SseFrame last;

  WatchedSink(WireSink sink) {
    this.sink = sink;
  }

  /** True once it has thrown. */
  boolean threw() {
    return threw;
  }

  /** The last frame that was written; null if there is none. */
  @Nullable SseFrame last() {
    return last;
  }

  private void pass(Guard.Step step) throws IOException {
    boolean passed = false;
    try {
      step.run();
      passed = true;
    } finally {
      threw |= !passed;
    }
  }

  @Override
  public void head(int status, Map<String, String> headers) throws IOException {
    pass(() -> sink.head(status, headers));
  }

  @Override
  public void frame(SseFrame frame) throws IOException {
    pass(() -> sink.frame(frame));
    last = frame;
  }

  @Override
  public void comment(String text) throws IOException {
    pass(() -> sink.comment(text));
  }

  @Override
  public void body(byte[] body) throws IOException {
    pass(() -> sink.body(body));
  }

  @Override
  public boolean begun() {
    return sink.begun();
  }
}
