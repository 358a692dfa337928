package dev.patchbay.event;

import dev.patchbay.failure.Failure;
import dev.patchbay.trace.AttemptRecord;
import dev.patchbay.trace.RouteTrace;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One step in the life of a request or an account. Immutable. */
public sealed interface RouteEvent {
  /** When it happened. */
  Instant at();

  /** A request has its plan; {@code candidates} are {@code account model} in order. */
  record Planned(Instant at, String requestId, String model, java.util.List<String> candidates)
      implements RouteEvent {
    public Planned {
      candidates = java.util.List.copyOf(candidates);
    }
  }

  /** An attempt begins. */
  record AttemptStarted(Instant at, String requestId, int number, String account, String model)
      implements RouteEvent {}

  /** An attempt has ended, served or failed. */
  record AttemptEnded(Instant at, String requestId, AttemptRecord attempt) implements RouteEvent {}

  /** The request goes on with another candidate. */
  record FailedOver(Instant at, String requestId, Failure failure, String nextAccount)
      implements RouteEvent {}

  /** The first visible output was handed to the caller: from here there is no unseen failover. */
  record Committed(Instant at, String requestId, String account, String model)
      implements RouteEvent {}

  /** The request has ended; failure is null if it was served. */
  record Ended(
      Instant at, String requestId, RouteTrace trace, @Nullable Failure failure, Measures measures)
      implements RouteEvent {}

  /** An account, or one model at it if {@code model} is set, is out of rotation for a while. */
  record Cooling(
      Instant at, String account, @Nullable String model, Duration duration, String reason)
      implements RouteEvent {}

  /** The ledger fails and rows wait, or it has taken all that waited. */
  record LedgerChanged(Instant at, boolean degraded, String reason) implements RouteEvent {}

  /** A circuit has opened or closed. */
  record CircuitChanged(Instant at, String account, @Nullable String model, boolean open)
      implements RouteEvent {}
}
