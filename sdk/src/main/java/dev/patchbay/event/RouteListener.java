package dev.patchbay.event;

/**
 * Hears what the router does. For one request the order is: {@code Planned} once; for each attempt
 * {@code AttemptStarted} then {@code AttemptEnded}; {@code FailedOver} between two of them; {@code
 * Committed} at most once for each attempt that shows output; {@code Ended} once and last. {@code
 * Cooling}, {@code CircuitChanged} and {@code LedgerChanged} come whenever they happen. Events of
 * different requests interleave.
 *
 * <p>Called on the thread of the request: don't block, don't call the router. What a listener
 * throws is logged and ignored.
 */
@FunctionalInterface
public interface RouteListener {
  /** Hears nothing. */
  RouteListener NONE = event -> {};

  /** Something happened. */
  void on(RouteEvent event);
}
