package dev.patchbay.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Calls the caller's side. What that throws is kept, not thrown: on its way up it could be taken
 * for a failure of the upstream. One thread.
 */
final class Guard {
  private @Nullable Throwable fault;

  /** One call of the caller's side. */
  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }

  /** False if the caller's side has thrown, now or before: it gets nothing more. */
  boolean run(Step step) {
    if (fault != null) {
      return false;
    }
    try {
      step.run();
      return true;
    } catch (IOException e) {
      fault = new UncheckedIOException(e);
    } catch (RuntimeException | Error e) {
      fault = e;
    }
    return false;
  }

  /** What it threw, a RuntimeException or an Error; null if it did not. */
  @Nullable Throwable fault() {
    return fault;
  }
}
