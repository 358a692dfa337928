package dev.patchbay.lease;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Finds leases that nobody closed and nobody holds any more. Needs no thread: whoever asks next
 * looks. Thread-safe.
 */
final class LostLeases {
  private static final class Trail extends PhantomReference<Lease> {
    private final Grant grant;

    Trail(Lease lease, Grant grant, ReferenceQueue<Lease> queue) {
      super(lease, queue);
      this.grant = grant;
    }
  }

  private final ReferenceQueue<Lease> queue = new ReferenceQueue<>();
  private final Set<Trail> trails = ConcurrentHashMap.newKeySet();

  void watch(Lease lease, Grant grant) {
    trails.add(new Trail(lease, grant, queue));
  }

  /** Hands each lost grant over, once. */
  void collect(Consumer<Grant> lost) {
    for (var gone = queue.poll(); gone != null; gone = queue.poll()) {
      Trail trail = (Trail) gone;
      trails.remove(trail);
      if (trail.grant.close()) {
        lost.accept(trail.grant);
      }
    }
  }
}
