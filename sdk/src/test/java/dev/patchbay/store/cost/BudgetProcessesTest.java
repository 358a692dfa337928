package dev.patchbay.store.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.budget.Budget;
import dev.patchbay.budget.BudgetScope;
import dev.patchbay.budget.BudgetStore;
import dev.patchbay.budget.Hold;
import dev.patchbay.budget.Period;
import dev.patchbay.budget.Reservation;
import dev.patchbay.budget.Standing;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Durability;
import dev.patchbay.store.database.TestDatabases;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Four processes of 64 threads spend one budget: never a cent over, and nothing stays reserved. */
@Tag("slow")
@Timeout(500)
class BudgetProcessesTest {
  private static final int PROCESSES = 4;
  private static final int THREADS = 64;
  private static final long LIMIT = 2_000_000;
  private static final long MOST = 1_000;
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant EXPIRES = NOW.plus(Duration.ofHours(1));
  private static final List<Hold> HOLDS =
      List.of(
          new Budget(BudgetScope.KEY, "*", LIMIT, Period.DAY).at(NOW),
          new Budget(BudgetScope.TAG, "team", LIMIT + LIMIT / 4, Period.TOTAL).at(NOW));

  /** One of the processes: its database, and its name. Prints what it settled in all. */
  public static final class Spender {
    private Spender() {}

    public static void main(String[] arguments) throws Exception {
      try (Database database = Database.open(arguments[0], Durability.PROCESS)) {
        BudgetStore store = new SqlBudgets(database);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Callable<Long>> tasks = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
          String name = arguments[1] + "/" + i;
          tasks.add(() -> spend(store, name));
        }
        long settled = 0;
        for (Future<Long> one : threads.invokeAll(tasks)) {
          settled += one.get();
        }
        threads.shutdown();
        System.out.println("settled " + settled);
      }
    }

    private static long spend(BudgetStore store, String name) {
      RandomGenerator random = new SplittableRandom(name.hashCode());
      long settled = 0;
      int refused = 0;
      for (int i = 0; refused < 3; i++) {
        long amount = random.nextLong(1, MOST + 1);
        String id = name + "/" + i;
        if (store.reserve(id, HOLDS, amount, EXPIRES) instanceof Reservation.Refused) {
          refused++;
        } else if (random.nextInt(5) == 0) {
          store.release(id);
        } else {
          long cost = amount / 2 + random.nextLong(amount - amount / 2 + 1);
          store.settle(id, cost);
          settled += cost;
        }
      }
      return settled;
    }
  }

  /** Reserves something and waits for its end. */
  public static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws Exception {
      Database database = Database.open(arguments[0], Durability.PROCESS);
      BudgetStore store = new SqlBudgets(database);
      for (int i = 0; i < 10; i++) {
        store.reserve(arguments[1] + i, HOLDS, MOST, EXPIRES);
      }
      System.out.println("held");
      new java.util.concurrent.CountDownLatch(1).await();
    }
  }

  @Test
  void onOneFile() throws Exception {
    spend("jdbc:sqlite:" + TestDatabases.sqliteFile());
  }

  @Test
  void onOnePostgres() throws Exception {
    spend(TestDatabases.postgresqlUrl());
  }

  @Test
  void whatAKilledProcessHeldOnOneFileIsSpentOnceItExpires() throws Exception {
    kill("jdbc:sqlite:" + TestDatabases.sqliteFile());
  }

  @Test
  void whatAKilledProcessHeldOnOnePostgresIsSpentOnceItExpires() throws Exception {
    kill(TestDatabases.postgresqlUrl());
  }

  private static void spend(String url) throws Exception {
    try (Database database = Database.open(url, Durability.PROCESS)) {
      BudgetStore store = new SqlBudgets(database);
      List<Process> all = new ArrayList<>();
      for (int p = 0; p < PROCESSES; p++) {
        all.add(start(Spender.class, url, "p" + p));
      }
      try {
        while (all.stream().anyMatch(Process::isAlive)) {
          store.standings(HOLDS).forEach(BudgetProcessesTest::isWithin);
          all.get(0).waitFor(20, TimeUnit.MILLISECONDS);
        }
        long settled = 0;
        for (Process process : all) {
          assertEquals(0, process.waitFor());
          settled += Long.parseLong(line(process).substring("settled ".length()));
        }
        for (Standing standing : store.standings(HOLDS)) {
          isWithin(standing);
          assertEquals(settled, standing.spentPicoUsd());
          assertEquals(0, standing.reservedPicoUsd());
        }
        assertTrue(settled > LIMIT - 2 * MOST, "the budget was not used up: " + settled);
      } finally {
        all.forEach(Process::destroyForcibly);
      }
    }
  }

  private static void isWithin(Standing standing) {
    long used = standing.spentPicoUsd() + standing.reservedPicoUsd();
    assertTrue(used <= standing.budget().limitPicoUsd(), standing::toString);
  }

  private static void kill(String url) throws Exception {
    try (Database database = Database.open(url, Durability.PROCESS)) {
      BudgetStore store = new SqlBudgets(database);
      Process process = start(Holder.class, url, "h");
      try {
        assertEquals("held", line(process));
      } finally {
        process.destroyForcibly().waitFor();
      }
      assertEquals(new Standing(HOLDS.get(0), 0, 10 * MOST), store.standings(HOLDS).get(0));
      assertEquals(10, store.expire(EXPIRES));
      assertEquals(new Standing(HOLDS.get(0), 10 * MOST, 0), store.standings(HOLDS).get(0));
    }
  }

  private static Process start(Class<?> main, String... arguments) throws IOException {
    String java = System.getProperty("java.home") + File.separator + "bin" + File.separator;
    List<String> command =
        new ArrayList<>(
            List.of(
                java + "java",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static String line(Process process) throws IOException {
    try (BufferedReader out =
        new BufferedReader(
            new java.io.InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      return String.valueOf(out.readLine());
    }
  }
}
