package dev.patchbay.testing;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.transport.CallScope;
import dev.patchbay.transport.PhaseWatch;
import dev.patchbay.transport.TimeLimits;
import dev.patchbay.transport.TransportException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The time of one scripted call, which passes by a manual clock: its phases and limits. */
final class SilentTime {
  private final TimeLimits limits;
  private final PhaseWatch watch;
  private final CallScope scope;
  private final ManualClock clock;
  private Duration total = Duration.ZERO;
  private Duration inPhase = Duration.ZERO;

  SilentTime(TimeLimits limits, PhaseWatch watch, CallScope scope, ManualClock clock) {
    this.limits = limits;
    this.watch = watch;
    this.scope = scope;
    this.clock = clock;
  }

  boolean begun() {
    return watch.begun();
  }

  /** Hands something to the reader; output of the model begins the phase anew. */
  boolean handed(BooleanSupplier reader) {
    boolean before = watch.begun();
    long phase = watch.phaseStartNanos();
    boolean more = reader.getAsBoolean();
    if (before != watch.begun() || phase != watch.phaseStartNanos()) {
      inPhase = Duration.ZERO;
    }
    return more;
  }

  /** Lets time pass, up to the limit it would break. */
  void pass(Duration silence, FailurePhase phase) {
    Duration ofPhase = (watch.begun() ? limits.idle() : limits.firstToken()).minus(inPhase);
    Duration ofAttempt = limits.attempt().minus(total);
    boolean attemptFirst = ofAttempt.compareTo(ofPhase) <= 0;
    Duration left = attemptFirst ? ofAttempt : ofPhase;
    if (silence.compareTo(left) < 0) {
      clock.advance(silence);
      total = total.plus(silence);
      inPhase = inPhase.plus(silence);
      return;
    }
    clock.advance(left);
    throw late(attemptFirst, phase);
  }

  private TransportException late(boolean attempt, FailurePhase phase) {
    if (attempt) {
      return late(FailureKind.TIMEOUT, phase, "was not complete", limits.attempt());
    }
    return watch.begun()
        ? late(FailureKind.CUT, phase, "stalled: no further output", limits.idle())
        : late(FailureKind.TIMEOUT, phase, "had no output", limits.firstToken());
  }

  private static TransportException late(
      FailureKind kind, FailurePhase phase, String what, Duration limit) {
    return new TransportException(
        kind, phase, "The scripted answer " + what + " within " + limit.toMillis() + " ms");
  }

  void refuseIfCancelled(FailurePhase phase) {
    FailureKind reason = scope.reason();
    if (reason != null) {
      throw new TransportException(reason, phase, "The request was cancelled by its caller");
    }
  }
}
