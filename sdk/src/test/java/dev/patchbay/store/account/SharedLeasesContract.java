package dev.patchbay.store.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.account.SharedLease;
import dev.patchbay.account.SharedLeases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every store of shared leases promises. */
abstract class SharedLeasesContract {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(1);

  /** Two handles of one store, as two processes have them; in memory there is but one. */
  abstract List<SharedLeases> handles();

  @Test
  void oneHolderAtATime() {
    SharedLeases one = handles().get(0);
    SharedLeases two = handles().get(1);
    SharedLease lease = one.tryAcquire("job", LONG).orElseThrow();
    assertTrue(two.tryAcquire("job", LONG).isEmpty());
    assertTrue(two.tryAcquire("another job", LONG).isPresent());
    assertTrue(two.isCurrent(lease));
  }

  @Test
  void whatIsGivenBackIsFreeAndTheNextTokenIsLarger() {
    SharedLeases one = handles().get(0);
    SharedLeases two = handles().get(1);
    SharedLease first = one.tryAcquire("job", LONG).orElseThrow();
    one.release(first);
    assertFalse(one.isCurrent(first));
    SharedLease second = two.tryAcquire("job", LONG).orElseThrow();
    assertTrue(second.token() > first.token());
  }

  @Test
  void aHolderWhoseLeaseEndedIsFencedOff() throws InterruptedException {
    SharedLeases one = handles().get(0);
    SharedLeases two = handles().get(1);
    SharedLease stale = one.tryAcquire("job", SHORT).orElseThrow();
    SharedLease next = acquired(two, "job");
    assertTrue(next.token() > stale.token());
    assertFalse(one.isCurrent(stale));
    assertEquals(Optional.empty(), one.renew(stale, LONG));
    one.release(stale);
    assertTrue(two.isCurrent(next));
    assertTrue(one.tryAcquire("job", LONG).isEmpty());
  }

  @Test
  void aRenewedLeaseKeepsItsToken() {
    SharedLeases one = handles().get(0);
    SharedLease lease = one.tryAcquire("job", Duration.ofMinutes(1)).orElseThrow();
    SharedLease renewed = one.renew(lease, LONG).orElseThrow();
    assertEquals(lease.token(), renewed.token());
    assertTrue(renewed.until().isAfter(lease.until()));
    assertTrue(one.isCurrent(renewed));
  }

  @Test
  void aLeaseThatEndedIsNotRenewed() throws InterruptedException {
    SharedLeases one = handles().get(0);
    SharedLease lease = one.tryAcquire("job", SHORT).orElseThrow();
    Together.millisUntil(() -> !one.isCurrent(lease));
    assertEquals(Optional.empty(), one.renew(lease, LONG));
  }

  @Test
  void fourThreadsAtTwoHandlesNeverHoldItTogetherAndTokensAscend() throws Exception {
    AtomicInteger turn = new AtomicInteger();
    AtomicInteger holding = new AtomicInteger();
    List<Long> tokens = new ArrayList<>();
    Together.run(
        4,
        () -> {
          SharedLeases mine = handles().get(turn.getAndIncrement() % 2);
          for (int i = 0; i < 25; i++) {
            SharedLease lease = held(mine, "job");
            assertEquals(1, holding.incrementAndGet());
            tokens.add(lease.token()); // guarded by the lease itself
            holding.decrementAndGet();
            mine.release(lease);
          }
          return null;
        });
    assertEquals(100, tokens.size());
    for (int i = 1; i < tokens.size(); i++) {
      assertTrue(tokens.get(i) > tokens.get(i - 1), "tokens " + tokens);
    }
  }

  private static SharedLease held(SharedLeases leases, String name) {
    Optional<SharedLease> lease = leases.tryAcquire(name, LONG);
    while (lease.isEmpty()) {
      Thread.yield();
      lease = leases.tryAcquire(name, LONG);
    }
    return lease.get();
  }

  private static SharedLease acquired(SharedLeases leases, String name)
      throws InterruptedException {
    List<SharedLease> got = new ArrayList<>();
    Together.millisUntil(
        () -> {
          leases.tryAcquire(name, LONG).ifPresent(got::add);
          return !got.isEmpty();
        });
    return got.get(0);
  }
}
