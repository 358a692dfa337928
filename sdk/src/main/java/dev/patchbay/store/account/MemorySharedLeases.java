package dev.patchbay.store.account;

import dev.patchbay.account.SharedLease;
import dev.patchbay.account.SharedLeases;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Leases among the threads of this process. Thread-safe. */
public final class MemorySharedLeases implements SharedLeases {
  private final Clock clock;

  // @GuardedBy("this"); the last lease of each name, ended or not.
  private final Map<String, SharedLease> leases = new HashMap<>();

  /** Leases that end by this clock. */
  public MemorySharedLeases(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Optional<SharedLease> tryAcquire(String name, Duration length) {
    SharedLease last = leases.get(name);
    if (last != null && last.until().isAfter(clock.instant())) {
      return Optional.empty();
    }
    return Optional.of(keep(name, last == null ? 1 : last.token() + 1, length));
  }

  @Override
  public synchronized Optional<SharedLease> renew(SharedLease lease, Duration length) {
    return isCurrent(lease)
        ? Optional.of(keep(lease.name(), lease.token(), length))
        : Optional.empty();
  }

  @Override
  public synchronized void release(SharedLease lease) {
    if (isCurrent(lease)) {
      leases.put(lease.name(), new SharedLease(lease.name(), lease.token(), Instant.EPOCH));
    }
  }

  @Override
  public synchronized boolean isCurrent(SharedLease lease) {
    SharedLease last = leases.get(lease.name());
    return last != null && last.token() == lease.token() && last.until().isAfter(clock.instant());
  }

  private SharedLease keep(String name, long token, Duration length) {
    SharedLease lease = new SharedLease(name, token, clock.instant().plus(length));
    leases.put(name, lease);
    return lease;
  }
}
