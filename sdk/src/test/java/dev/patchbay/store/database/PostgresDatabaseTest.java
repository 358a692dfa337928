package dev.patchbay.store.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.failure.StoreException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The contract on PostgreSQL, and what only a server can do wrong. */
final class PostgresDatabaseTest extends DatabaseContract {
  private static final String KILL =
      "SELECT pg_terminate_backend(pid) AS done FROM pg_stat_activity"
          + " WHERE datname = current_database() AND pid <> pg_backend_pid()";

  @Override
  Database open() {
    return TestDatabases.postgresql();
  }

  @Test
  void opensByAUrlAndClosesItsConnections() throws Exception {
    String url = TestDatabases.postgresqlUrl();
    Database database = Database.open(url, Durability.POWER);
    database.write(connection -> Sql.update(connection, "CREATE TABLE t (n BIGINT)"));
    assertEquals(Dialect.POSTGRESQL, database.dialect());
    database.close();
    try (Database again = Database.open(url, Durability.PROCESS)) {
      assertEquals(
          Optional.of(0L),
          again.read(
              connection ->
                  Sql.one(connection, "SELECT count(*) AS n FROM t", row -> row.number("n"))));
    }
  }

  @Test
  void aSourceOfTheCallersStaysOpen() throws SQLException {
    DataSource source = TestDatabases.postgresqlSource();
    Database.of(source).close();
    try (Connection connection = source.getConnection()) {
      assertTrue(connection.isValid(5));
    }
  }

  @Test
  void saysThatNobodyAnswersWithoutThePassword() {
    StoreException e =
        assertThrows(
            StoreException.class,
            () -> Database.open("postgresql://u:hidden@127.0.0.1:1/db", Durability.PROCESS));
    assertTrue(e.getMessage().contains("Check that it runs"), e.getMessage());
    StringWriter shown = new StringWriter();
    e.printStackTrace(new PrintWriter(shown));
    assertFalse(shown.toString().contains("hidden"), shown.toString());
  }

  @Test
  void saysThatTheDatabaseIsMissing() {
    String url = TestDatabases.postgresqlUrl().replaceAll("/test_\\d+", "/nowhere");
    StoreException e =
        assertThrows(StoreException.class, () -> Database.open(url, Durability.PROCESS));
    assertTrue(e.getMessage().contains("Create the database"), e.getMessage());
  }

  @Test
  void writesAgainWhenTheConnectionBreaksBeforeTheCommit() {
    String url = TestDatabases.postgresqlUrl();
    try (Database database = Database.open(url, Durability.PROCESS);
        Database killer = Database.open(url, Durability.PROCESS)) {
      database.write(connection -> Sql.update(connection, "CREATE TABLE t (n BIGINT)"));
      AtomicInteger runs = new AtomicInteger();
      database.write(
          connection -> {
            if (runs.incrementAndGet() == 1) {
              killer.read(other -> Sql.list(other, KILL, row -> row.flag("done")));
            }
            return Sql.update(connection, "INSERT INTO t VALUES (1)");
          });
      assertTrue(runs.get() >= 2, "the pool may hold several broken connections");
      assertEquals(
          Optional.of(1L),
          database.read(
              connection ->
                  Sql.one(connection, "SELECT count(*) AS n FROM t", row -> row.number("n"))));
    }
  }

  @Test
  void theVictimOfADeadlockIsWrittenAfterAll() throws Exception {
    try (Database database = open()) {
      database.write(
          connection -> {
            Sql.update(connection, "CREATE TABLE t (n BIGINT PRIMARY KEY, v BIGINT)");
            return Sql.update(connection, "INSERT INTO t VALUES (1, 0), (2, 0)");
          });
      CyclicBarrier bothHoldOne = new CyclicBarrier(2);
      ExecutorService threads = Executors.newFixedThreadPool(2);
      AtomicInteger runs = new AtomicInteger();
      Future<?> one = threads.submit(() -> cross(database, bothHoldOne, runs, 1, 2));
      Future<?> other = threads.submit(() -> cross(database, bothHoldOne, runs, 2, 1));
      one.get();
      other.get();
      threads.shutdown();
      assertTrue(runs.get() >= 3, "the first one that waits may lose the row again");
      assertEquals(
          Optional.of(4L),
          database.read(
              connection ->
                  Sql.one(connection, "SELECT sum(v) AS n FROM t", row -> row.number("n"))));
    }
  }

  private static int cross(
      Database database, CyclicBarrier bothHoldOne, AtomicInteger runs, long first, long second) {
    String add = "UPDATE t SET v = v + 1 WHERE n = ?";
    return database.write(
        connection -> {
          int run = runs.incrementAndGet();
          Sql.update(connection, add, first);
          if (run <= 2) {
            meet(bothHoldOne);
          }
          return Sql.update(connection, add, second);
        });
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aWorkThatHidesAFaultOfItsStatementsIsNotTakenForWritten() {
    try (Database database = open()) {
      database.write(connection -> Sql.update(connection, "CREATE TABLE t (n BIGINT PRIMARY KEY)"));
      assertThrows(
          StoreException.class,
          () ->
              database.write(
                  connection -> {
                    Sql.update(connection, "INSERT INTO t VALUES (1)");
                    try {
                      return Sql.update(connection, "INSERT INTO t VALUES (1)");
                    } catch (SQLException e) {
                      return 0;
                    }
                  }));
    }
  }
}
