package dev.patchbay.transport;

import org.jspecify.annotations.Nullable;

/**
 * Tells a transport how far the model's output has come: the first-token limit runs until {@link
 * #output()} is called first, the idle limit between calls after that. The decoder calls it for
 * each piece of output of any kind, reasoning and tool arguments included, never for a ping.
 * Written by the reading thread, read by the timer: two volatile fields.
 */
public final class PhaseWatch {
  private final long startedNanos = System.nanoTime();
  private volatile long firstNanos;
  private volatile long lastNanos;
  private volatile boolean begun;

  /** The model's output goes on. */
  public void output() {
    long now = System.nanoTime();
    lastNanos = now;
    if (!begun) {
      firstNanos = now;
      begun = true;
    }
  }

  /** True once there was output. */
  public boolean begun() {
    return begun;
  }

  /** Nanoseconds from the start to the first output; null before it. */
  public @Nullable Long toFirstOutputNanos() {
    return begun ? (Long) (firstNanos - startedNanos) : null;
  }

  /** {@link System#nanoTime} of the start of the phase that runs now. */
  public long phaseStartNanos() {
    return begun ? lastNanos : startedNanos;
  }
}
