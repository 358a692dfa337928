package dev.patchbay.store.account;

import static dev.patchbay.store.account.AccountStatesContract.USED;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.patchbay.account.AccountStateStore;
import dev.patchbay.account.Cooling;
import dev.patchbay.account.Probe;
import dev.patchbay.account.SharedLease;
import dev.patchbay.account.SharedLeases;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Durability;
import dev.patchbay.store.database.Sql;
import dev.patchbay.store.database.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * How fast instances learn from each other, and what it costs; prints what docs/SCALING.md quotes.
 */
@Tag("slow")
@Isolated
class SharingTimesTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final int ROUNDS = 30;

  private final List<AutoCloseable> opened = new ArrayList<>();
  private final Random random = new Random(1);

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  private <T extends AutoCloseable> T opened(T value) {
    opened.add(0, value);
    return value;
  }

  private Supplier<Database> postgresql() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(TestDatabases.postgresqlUrl());
    config.setMaximumPoolSize(24);
    HikariDataSource source = opened(new HikariDataSource(config));
    return () -> opened(Database.of(source));
  }

  private Supplier<Database> sqlite() {
    String url = "jdbc:sqlite:" + TestDatabases.sqliteFile();
    return () -> opened(Database.open(url, Durability.PROCESS));
  }

  private SqlAccountStates states(Supplier<Database> database, boolean listening) {
    return opened(SqlAccountStates.open(database.get(), listening));
  }

  @Test
  void aCoolingIsSeenByAnotherInstanceWithinASecond() throws Exception {
    assertWithinASecond("PostgreSQL, LISTEN", seen(postgresql(), true));
    assertWithinASecond("PostgreSQL, looking only", seen(postgresql(), false));
    assertWithinASecond("SQLite, two processes", seen(sqlite(), false));
  }

  /** From the failure in one instance to the state in the other, at any moment of its rhythm. */
  private long[] seen(Supplier<Database> database, boolean listening) throws Exception {
    SqlAccountStates one = states(database, listening);
    SqlAccountStates two = states(database, listening);
    long[] micros = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      Thread.sleep(random.nextInt(1_000) + 200L);
      Cooling cooling =
          new Cooling(FailureKind.RATE_LIMITED, NOON.plusSeconds(i), true, "", NOON, null);
      long begin = System.nanoTime();
      one.update("a", state -> state.toBuilder().cooling(cooling).build());
      while (!cooling.equals(two.get("a").cooling())) {
        Thread.sleep(0, 200_000);
      }
      micros[i] = (System.nanoTime() - begin) / 1_000;
    }
    return micros;
  }

  private static void assertWithinASecond(String what, long[] micros) {
    String line = print("a cooling is seen: " + what, micros);
    assertTrue(micros[micros.length * 9 / 10] < 1_150_000, line);
  }

  @Test
  void anUpdateOnTheWayOfARequestIsInMemory() {
    perUpdate("memory", new MemoryAccountStates());
    perUpdate("SQLite", states(sqlite(), false));
    perUpdate("PostgreSQL", states(postgresql(), true));
  }

  private static void perUpdate(String what, AccountStateStore states) {
    long best = Long.MAX_VALUE;
    for (int round = 0; round < 10; round++) {
      long begin = System.nanoTime();
      for (int i = 0; i < 5_000; i++) {
        states.update("a", USED);
      }
      best = Math.min(best, (System.nanoTime() - begin) / 5_000);
    }
    System.out.println("an update: " + what + ": " + best + " ns");
    assertTrue(best < 100_000);
  }

  @Test
  void aProbeIsDecidedInMilliseconds() throws Exception {
    probes("SQLite", states(sqlite(), false));
    probes("PostgreSQL", states(postgresql(), true));
  }

  private static void probes(String what, SqlAccountStates states) throws Exception {
    int[] turn = {0};
    print(
        "a probe is decided: " + what,
        timed(
            500,
            () -> {
              Probe probe = new Probe("p" + turn[0]++, NOON);
              return states.updateShared("a", s -> s.toBuilder().probe(probe).build());
            }));
  }

  @Test
  void aLeaseIsTakenAndGivenBackInMilliseconds() throws Exception {
    leases("SQLite", new SqlSharedLeases(sqlite().get()));
    leases("PostgreSQL", new SqlSharedLeases(postgresql().get()));
  }

  private static void leases(String what, SharedLeases leases) throws Exception {
    print(
        "a lease is taken and given back: " + what,
        timed(
            500,
            () -> {
              SharedLease lease = leases.tryAcquire("job", Duration.ofMinutes(1)).orElseThrow();
              leases.release(lease);
              return lease;
            }));
  }

  @Test
  void instancesThatWriteOneAccountGetInEachOthersWay() throws Exception {
    for (int instances : new int[] {1, 4, 16}) {
      Supplier<Database> database = postgresql();
      List<SqlAccountStates> all = new ArrayList<>();
      for (int i = 0; i < instances; i++) {
        all.add(states(database, false));
      }
      AtomicInteger turn = new AtomicInteger();
      long begin = System.nanoTime();
      Together.run(
          instances,
          () -> {
            SqlAccountStates mine = all.get(turn.getAndIncrement());
            for (int i = 0; i < 100; i++) {
              mine.updateShared("a", USED);
            }
            return null;
          });
      double seconds = (System.nanoTime() - begin) / 1e9;
      System.out.printf(
          "writes of one account: PostgreSQL, %d instances: %.0f/s%n",
          instances, instances * 100 / seconds);
    }
  }

  @Test
  void anInstanceAtRestAsksTwiceASecond() throws Exception {
    Supplier<Database> database = postgresql();
    Database counting = database.get();
    states(database, true);
    opened(SqlSessions.open(database.get()));
    Thread.sleep(2_000);
    long before = commits(counting);
    Thread.sleep(10_000);
    double each = (commits(counting) - before) / 10.0;
    System.out.printf("an instance at rest: PostgreSQL: %.1f statements/s%n", each);
    assertTrue(each < 6, "statements a second " + each);
  }

  private static long commits(Database database) {
    return database.read(
        connection ->
            Sql.one(
                    connection,
                    "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()",
                    row -> row.number("xact_commit"))
                .orElse(0L));
  }

  private static long[] timed(int times, Callable<?> work) throws Exception {
    long[] micros = new long[times];
    for (int i = 0; i < times; i++) {
      long begin = System.nanoTime();
      work.call();
      micros[i] = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin);
    }
    return micros;
  }

  private static String print(String what, long[] micros) {
    Arrays.sort(micros);
    String line =
        String.format(
            "%s: p50 %.1f ms, p90 %.1f ms, longest %.1f ms",
            what,
            micros[micros.length / 2] / 1e3,
            micros[micros.length * 9 / 10] / 1e3,
            micros[micros.length - 1] / 1e3);
    System.out.println(line);
    return line;
  }
}
