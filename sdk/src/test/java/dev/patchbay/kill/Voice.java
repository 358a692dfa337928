package dev.patchbay.kill;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * How the process tells the observer what happened: lines on its standard output. Each is one
 * write, so what is told once is told whole, whatever happens to the process after it. Thread-safe.
 */
final class Voice {
  private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

  /** An attempt at a request begins. */
  void begun(String requestId, String model) {
    say("begun " + requestId + " " + model);
  }

  /** The caller has seen the end of the answer to a question. */
  void ended(String requestId, Question question) {
    say("ended " + requestId + " " + question.number());
  }

  /** A thread stands at the fail point, and will not go on. */
  void reached(FailPoint point) {
    say("reached " + point);
  }

  private synchronized void say(String line) {
    try {
      out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
