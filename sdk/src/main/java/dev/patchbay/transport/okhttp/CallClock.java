package dev.patchbay.transport.okhttp;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.transport.PhaseWatch;
import dev.patchbay.transport.TimeLimits;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/**
 * The phases of one call: connecting, waiting for the first output, between outputs, and the whole.
 * The timer looks at it now and then and cancels the call when one takes too long. The reading
 * thread writes, the timer reads: volatile fields.
 */
final class CallClock implements ReadingTimes {
  /** A reader's pause shorter than this is not told apart from waiting. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** How soon to look again at a call whose reader is busy when its time would be up. */
  private static final long BUSY_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** The time for trailers is short and begins unannounced: look often enough to keep it. */
  private static final long TRAILER_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Why the call was ended from here. */
  record Expiry(FailureKind kind, String what, String where) {}

  private final TimeLimits limits;
  private final PhaseWatch watch;
  private final String where;
  private final long startNanos = System.nanoTime();
  private volatile @Nullable Call call;
  private volatile boolean newConnection;
  private volatile boolean waiting = true;
  private volatile @Nullable Expiry expiry;
  private long workSinceNanos;

  CallClock(TimeLimits limits, PhaseWatch watch, String where) {
    this.limits = limits;
    this.watch = watch;
    this.where = where;
  }

  /** Names the call to cancel and starts the phases. */
  void start(Call started) {
    call = started;
    watch.sent();
  }

  /** A new connection is made for it. */
  void connecting() {
    newConnection = true;
  }

  /** True if none that was kept open is used. */
  boolean hasNewConnection() {
    return newConnection;
  }

  /** The connection stands. */
  void connected() {
    watch.connected();
  }

  /** Why the call was ended from here; null if it was not. */
  @Nullable Expiry expiry() {
    return expiry;
  }

  @Override
  public void waiting() {
    long worked = System.nanoTime() - workSinceNanos;
    if (!waiting && worked > PAUSE_NANOS) {
      watch.paused(worked);
    }
    waiting = true;
  }

  @Override
  public void received() {
    workSinceNanos = System.nanoTime();
    waiting = false;
  }

  void transportClosed() {
    expire(new Expiry(FailureKind.CLOSED, "The transport was closed during the call", where));
  }

  /** Nanoseconds until the first look: no phase can be late before. */
  long firstLookNanos() {
    return Math.min(limits.connect().toNanos(), soonestLater(limits.attempt().toNanos()));
  }

  /** Ends the call if it is late; nanoseconds until the next look. */
  long look() {
    if (expiry != null) {
      return Long.MAX_VALUE;
    }
    long now = System.nanoTime();
    long attemptLeft = limits.attempt().toNanos() - (now - startNanos);
    if (attemptLeft <= 0) {
      return expire(late(FailureKind.TIMEOUT, "was not complete", "attempt", limits.attempt()));
    }
    // Read before the phase: the reader moves the phase's start first and waits then.
    boolean idle = waiting;
    long phaseLeft = phaseLimit().toNanos() - (now - watch.phaseStartNanos());
    if (phaseLeft > 0) {
      return Math.min(phaseLeft, soonestLater(attemptLeft));
    }
    return idle ? expire(phaseLate()) : Math.min(BUSY_LOOK_NANOS, attemptLeft);
  }

  /** Until the next look no phase that has yet to begin can have come to its end. */
  private long soonestLater(long attemptLeft) {
    long later = Math.min(limits.firstToken().toNanos(), limits.idle().toNanos());
    return Math.min(Math.min(later, TRAILER_LOOK_NANOS), attemptLeft);
  }

  private Duration phaseLimit() {
    Duration trailers = watch.finishing();
    if (trailers != null) {
      return trailers;
    }
    if (watch.begun()) {
      return limits.idle();
    }
    return inConnect() ? limits.connect() : limits.firstToken();
  }

  private boolean inConnect() {
    return !watch.isConnected() && limits.connect().compareTo(limits.firstToken()) <= 0;
  }

  private Expiry phaseLate() {
    if (watch.begun()) {
      return late(FailureKind.CUT, "stalled: no further output", "idle", limits.idle());
    }
    if (inConnect()) {
      return late(FailureKind.TIMEOUT, "did not begin: no connection", "connect", limits.connect());
    }
    String what = "had no output of the model";
    return late(FailureKind.TIMEOUT, what, "first-token", limits.firstToken());
  }

  private Expiry late(FailureKind kind, String what, String key, Duration limit) {
    String message =
        String.format(
            "The answer %s within %s; to wait longer set timeouts.%s", what, words(limit), key);
    return new Expiry(kind, message, where);
  }

  private static String words(Duration limit) {
    long millis = limit.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }

  private long expire(Expiry why) {
    expiry = why;
    Call running = call;
    if (running != null) {
      running.cancel();
    }
    return Long.MAX_VALUE;
  }
}
