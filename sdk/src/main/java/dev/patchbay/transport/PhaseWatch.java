package dev.patchbay.transport;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Tells a transport how far the model's output has come: the first-token limit runs from sending
 * until {@link #output()} is called first, the idle limit between calls after that. The decoder
 * calls it for each piece of output of any kind, reasoning and tool arguments included, never for a
 * ping. Time in which the reader was busy with what had come is not counted. One attempt each.
 * Written by the reading thread, read by the timer: volatile fields.
 */
public final class PhaseWatch {
  private volatile long startedNanos = System.nanoTime();
  private volatile long phaseNanos = startedNanos;
  private volatile long firstNanos;
  private volatile boolean connected;
  private volatile boolean begun;
  private volatile @Nullable Duration finishing;

  /** The model's output goes on. */
  public void output() {
    long now = System.nanoTime();
    phaseNanos = now;
    if (!begun) {
      firstNanos = now;
      begun = true;
    }
  }

  /**
   * The answer is whole: only trailers can come, and so long may the stream go on without a frame.
   * May be called again with another limit; what comes after it counts as no output.
   */
  public void finishing(Duration limit) {
    phaseNanos = System.nanoTime();
    finishing = limit;
  }

  /** How long trailers may take; null before {@link #finishing}. */
  public @Nullable Duration finishing() {
    return finishing;
  }

  /** True once there was output. */
  public boolean begun() {
    return begun;
  }

  /** Nanoseconds from sending to the first output; null before it. */
  public @Nullable Long toFirstOutputNanos() {
    return begun ? (Long) (firstNanos - startedNanos) : null;
  }

  /**
   * {@link System#nanoTime} of the start of the phase that runs now, later by the reader's pauses.
   */
  public long phaseStartNanos() {
    return phaseNanos;
  }

  /** The call goes out now: for transports. */
  public void sent() {
    startedNanos = System.nanoTime();
    phaseNanos = startedNanos;
  }

  /**
   * The connection stands and the request goes out: from now on the provider may work, and charge,
   * whoever waits for it. For transports.
   */
  public void connected() {
    connected = true;
  }

  /** True once the request went out. */
  public boolean isConnected() {
    return connected;
  }

  /**
   * The reader was busy for so long, until now: the phase that runs is prolonged by it. For
   * transports.
   */
  public void paused(long nanos) {
    long now = System.nanoTime();
    long later = phaseNanos + nanos;
    phaseNanos = later - now > 0 ? now : later;
  }
}
