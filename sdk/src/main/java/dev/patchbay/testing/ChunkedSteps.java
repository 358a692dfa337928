package dev.patchbay.testing;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import mockwebserver3.MockResponseBody;
import okio.BufferedSink;

/**
 * A body in HTTP/1.1 chunks, one for each step, at the pace of its pauses. The server's own chunked
 * body is written at once and always ends well: hence the framing here.
 */
final class ChunkedSteps implements MockResponseBody {
  /** Waits. */
  @FunctionalInterface
  interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  private final List<Staged.Step> steps;
  private final Sleeper sleeper;

  ChunkedSteps(List<Staged.Step> steps, Sleeper sleeper) {
    this.steps = steps;
    this.sleeper = sleeper;
  }

  @Override
  public long getContentLength() {
    return -1;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    sink.flush();
    for (Staged.Step step : steps) {
      if (step instanceof Staged.Step.Break) {
        sink.flush();
        return;
      }
      write(step, sink);
    }
    // The server itself writes the trailers of a chunked body, which end with an empty line.
    sink.writeUtf8("0\r\n").flush();
  }

  private void write(Staged.Step step, BufferedSink sink) throws IOException {
    if (step instanceof Staged.Step.Pause pause) {
      sink.flush();
      sleep(pause.time());
    } else if (step instanceof Staged.Step.Frame frame) {
      chunk(frame.bytes(), sink);
    } else if (step instanceof Staged.Step.Bytes bytes) {
      chunk(bytes.bytes(), sink);
    }
  }

  private static void chunk(byte[] bytes, BufferedSink sink) throws IOException {
    sink.writeHexadecimalUnsignedLong(bytes.length).writeUtf8("\r\n");
    sink.write(bytes).writeUtf8("\r\n").flush();
  }

  private void sleep(Duration time) throws IOException {
    try {
      sleeper.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while the answer paused");
    }
  }
}
