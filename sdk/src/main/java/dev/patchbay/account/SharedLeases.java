package dev.patchbay.account;

import dev.patchbay.failure.StoreException;
import java.time.Duration;
import java.util.Optional;

/**
 * Leases among all processes that share a store: one holder at a time does a thing. They end by
 * themselves, so that a holder that died blocks nobody for longer. Every call may wait for the
 * store, and throws {@link StoreException} if that is away. Thread-safe.
 */
public interface SharedLeases {
  /**
   * The lease, or empty if somebody has it.
   *
   * @param name one of few: a name's counter of tokens is kept for ever
   * @param length until it ends unless renewed; above zero
   */
  Optional<SharedLease> tryAcquire(String name, Duration length);

  /** The lease with a new end from now on, or empty if it ended already. */
  Optional<SharedLease> renew(SharedLease lease, Duration length);

  /** Gives it back; one that ended already is left to whoever has it now. */
  void release(SharedLease lease);

  /** True while it has neither ended nor been given back. */
  boolean isCurrent(SharedLease lease);
}
