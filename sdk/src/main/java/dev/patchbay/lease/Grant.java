package dev.patchbay.lease;

import dev.patchbay.route.Candidate;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a lease stands for, without the lease: so that it can be taken back when the lease itself
 * was lost. Closed once.
 */
record Grant(
    Candidate candidate, String holder, boolean probe, Instant startedAt, AtomicBoolean closed) {
  /** True for the first caller only. */
  boolean close() {
    return closed.compareAndSet(false, true);
  }

  String model() {
    return candidate.target().model();
  }
}
