package dev.patchbay;

import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.WireSink;
import java.io.IOException;
import java.util.Map;

/** A sink that does something at each frame. */
record FrameSinkOf(Step atFrame) implements WireSink {
  /** May block or throw. */
  interface Step {
    void run() throws IOException;
  }

  @Override
  public void head(int status, Map<String, String> headers) {}

  @Override
  public void frame(SseFrame frame) throws IOException {
    atFrame.run();
  }

  @Override
  public void comment(String text) {}

  @Override
  public void body(byte[] body) {}
}
