package dev.patchbay.lease;

import static dev.patchbay.lease.LeaseFixture.account;
import static dev.patchbay.lease.LeaseFixture.candidate;
import static dev.patchbay.lease.LeaseFixture.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.account.Account;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.route.Candidate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LeasesConcurrencyTest {
  private final LeaseFixture fixture = new LeaseFixture();
  private final Leases leases = fixture.leases;

  @Test
  void sixtyFourThreadsNeverExceedALimitOfThree() throws Exception {
    Account three = account("three", 3);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger served = new AtomicInteger();
    together(
        64,
        () -> {
          for (int i = 0; i < 500; i++) {
            Optional<Lease> lease = leases.acquire(candidate(three));
            if (lease.isPresent()) {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              Thread.yield();
              running.decrementAndGet();
              lease.get().succeeded(null);
              served.incrementAndGet();
            }
          }
          return null;
        });
    assertTrue(most.get() <= 3, "at most three, but saw " + most);
    assertTrue(served.get() > 0);
    assertEquals(0, leases.inFlight(three));
    assertEquals(served.get(), leases.state(three).requests());
  }

  @Test
  void ofManyThreadsExactlyOneBecomesTheProbe() throws Exception {
    Account one = account("one", 0);
    for (int i = 0; i < 5; i++) {
      leases.acquire(candidate(one)).orElseThrow().dropped(failure(FailureKind.SERVER_ERROR, null));
    }
    fixture.time.pass(Duration.ofSeconds(20));
    Leases other = fixture.leases();
    AtomicInteger turn = new AtomicInteger();
    List<Optional<Lease>> got =
        together(
            64, () -> (turn.getAndIncrement() % 2 == 0 ? leases : other).acquire(candidate(one)));
    List<Lease> probes = got.stream().flatMap(Optional::stream).toList();
    assertEquals(1, probes.size());
    assertTrue(probes.get(0).probe());
  }

  @Test
  void aHundredClientsThatFailOverTogetherLandOnTheSecondAccountWithinItsLimit() throws Exception {
    Account first = account("first", 0);
    Account second = account("second", 10);
    AtomicInteger most = new AtomicInteger();
    List<Boolean> served =
        together(
            100,
            () -> {
              leases
                  .acquire(candidate(first))
                  .ifPresent(l -> l.dropped(failure(FailureKind.RATE_LIMITED, null)));
              Optional<Lease> lease = Optional.empty();
              while (lease.isEmpty()) {
                lease = leases.acquire(candidate(second));
                most.accumulateAndGet(leases.inFlight(second), Math::max);
                Thread.yield();
              }
              lease.get().succeeded(Duration.ofMillis(5));
              return true;
            });
    assertEquals(100, served.size());
    assertTrue(most.get() <= 10, "at most ten, but saw " + most);
    assertEquals(0, leases.inFlight(first));
    assertEquals(0, leases.inFlight(second));
    assertTrue(leases.acquire(candidate(first)).isEmpty());
    assertEquals(100, leases.state(second).requests());
  }

  private static <T> List<T> together(int threads, Callable<T> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      CyclicBarrier start = new CyclicBarrier(threads);
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(
            pool.submit(
                () -> {
                  start.await();
                  return work.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> each : running) {
        results.add(each.get(60, TimeUnit.SECONDS));
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void ofManyPlansThatAllProbeAGuessOneCallerGoes() throws Exception {
    Account one = account("one", 0);
    for (int i = 0; i < 5; i++) {
      leases.acquire(candidate(one)).orElseThrow().dropped(failure(FailureKind.SERVER_ERROR, null));
    }
    Candidate planned = new Candidate(candidate(one).target(), one, true, "");
    List<Optional<Lease>> got = together(64, () -> leases.acquire(planned));
    assertEquals(1, got.stream().flatMap(Optional::stream).count());
  }
}
