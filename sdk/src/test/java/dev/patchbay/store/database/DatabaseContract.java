package dev.patchbay.store.database;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.failure.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database owes the stores. */
abstract class DatabaseContract {
  private static final int THREADS = 16;
  private static final int EACH = 50;

  private Database database = null;

  /** A fresh one. */
  abstract Database open();

  @BeforeEach
  void makeTable() {
    database = open();
    database.write(
        connection -> Sql.update(connection, "CREATE TABLE item (n BIGINT PRIMARY KEY, t TEXT)"));
  }

  @AfterEach
  void close() {
    if (database != null) {
      database.close();
    }
  }

  private static int insert(Connection connection, long n) throws SQLException {
    return Sql.update(connection, "INSERT INTO item (n) VALUES (?)", n);
  }

  private List<Long> items() {
    return database.read(
        connection ->
            Sql.list(connection, "SELECT n FROM item ORDER BY n", row -> row.number("n")));
  }

  @Test
  void readsWhatWasWritten() {
    database.write(connection -> insert(connection, 7));
    assertEquals(List.of(7L), items());
  }

  @Test
  void writesNothingOfAWorkThatFails() {
    IllegalStateException thrown = new IllegalStateException("no");
    IllegalStateException seen =
        assertThrows(
            IllegalStateException.class,
            () ->
                database.write(
                    connection -> {
                      insert(connection, 1);
                      throw thrown;
                    }));
    assertSame(thrown, seen);
    assertEquals(List.of(), items());
  }

  @Test
  void tellsAFaultOfTheDatabaseAsAStoreException() {
    database.write(connection -> insert(connection, 1));
    assertThrows(
        StoreException.class,
        () ->
            database.write(
                connection -> {
                  insert(connection, 2);
                  return insert(connection, 1);
                }));
    assertThrows(
        StoreException.class,
        () -> database.read(connection -> Sql.update(connection, "SELECT nothing FROM nowhere")));
    assertEquals(List.of(1L), items());
  }

  @Test
  void aFailureInABatchHurtsNoNeighbour() throws Exception {
    CountDownLatch queued = new CountDownLatch(1);
    database.later(
        connection -> {
          awaitQuietly(queued);
          return insert(connection, 0);
        });
    for (long n = 1; n <= 20; n++) {
      long item = n;
      assertTrue(
          database.later(
              connection -> {
                insert(connection, item);
                if (item % 5 == 0) {
                  throw new IllegalStateException("item " + item);
                }
                return item % 7 == 0 ? insert(connection, item) : 1;
              }));
    }
    queued.countDown();
    database.flush();
    assertEquals(
        LongStream.rangeClosed(0, 20)
            .filter(n -> n == 0 || (n % 5 != 0 && n % 7 != 0))
            .boxed()
            .toList(),
        items());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void writesLaterInTheOrderGiven() {
    database.write(connection -> insert(connection, 1));
    for (int i = 0; i < 1000; i++) {
      String next = String.valueOf(i);
      database.later(
          connection ->
              Sql.update(
                  connection,
                  "UPDATE item SET t = ? WHERE n = 1 AND coalesce(t, '-1') = ?",
                  next,
                  String.valueOf(Integer.parseInt(next) - 1)));
    }
    database.flush();
    assertEquals(
        Optional.of("999"),
        database.read(
            connection -> Sql.one(connection, "SELECT t FROM item", row -> row.text("t"))));
  }

  @Test
  void refusesMoreThanItsBoundForLaterAndSaysSo() {
    CountDownLatch stuck = new CountDownLatch(1);
    database.later(
        connection -> {
          awaitQuietly(stuck);
          return null;
        });
    int taken = 0;
    while (taken < 100_000 && database.later(connection -> null)) {
      taken++;
    }
    stuck.countDown();
    assertTrue(taken < 100_000, "it takes without end");
    database.flush();
    assertTrue(database.later(connection -> null), "there is room again");
  }

  @Test
  void writesWhatWaitsWhenItIsClosedAndTakesNothingAfterwards() throws Exception {
    Database second = open();
    second.write(
        connection -> Sql.update(connection, "CREATE TABLE item (n BIGINT PRIMARY KEY, t TEXT)"));
    CountDownLatch written = new CountDownLatch(100);
    for (int i = 0; i < 100; i++) {
      long item = i;
      second.later(
          connection -> {
            insert(connection, item);
            written.countDown();
            return null;
          });
    }
    second.close();
    second.close();
    assertEquals(0, written.getCount());
    assertFalse(second.later(connection -> null));
    assertThrows(StoreException.class, () -> second.write(connection -> null));
    assertThrows(StoreException.class, () -> second.read(connection -> null));
  }

  @Test
  void keepsWhatManyThreadsWriteAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<?>> ends = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      long first = (long) t * EACH;
      ends.add(
          threads.submit(
              () -> {
                for (long n = first; n < first + EACH; n++) {
                  long item = n;
                  database.write(connection -> insert(connection, item));
                  assertTrue(
                      database
                          .read(
                              connection ->
                                  Sql.one(
                                      connection,
                                      "SELECT n FROM item WHERE n = ?",
                                      row -> row.number("n"),
                                      item))
                          .isPresent());
                }
              }));
    }
    for (Future<?> end : ends) {
      end.get();
    }
    threads.shutdown();
    assertEquals(LongStream.range(0, (long) THREADS * EACH).boxed().toList(), items());
  }

  @Test
  void countsUpWithoutALossHoweverManyThreadsChangeOneRow() throws Exception {
    database.write(connection -> Sql.update(connection, "INSERT INTO item VALUES (1, '0')"));
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<?>> ends =
        IntStream.range(0, THREADS * EACH)
            .<Future<?>>mapToObj(i -> threads.submit(() -> database.write(this::countUp)))
            .toList();
    for (Future<?> end : ends) {
      end.get();
    }
    threads.shutdown();
    assertEquals(
        Optional.of(String.valueOf(THREADS * EACH)),
        database.read(
            connection -> Sql.one(connection, "SELECT t FROM item", row -> row.text("t"))));
  }

  private int countUp(Connection connection) throws SQLException {
    String lock = "SELECT t FROM item WHERE n = 1" + database.dialect().forUpdate();
    int old = Sql.one(connection, lock, row -> Integer.parseInt(row.text("t"))).orElseThrow();
    return Sql.update(connection, "UPDATE item SET t = ?", String.valueOf(old + 1));
  }

  @Test
  void writesForAnInterruptedThreadAndLeavesItInterrupted() {
    Thread.currentThread().interrupt();
    try {
      database.write(connection -> insert(connection, 1));
      assertEquals(List.of(1L), items());
    } finally {
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void keepsValuesOfEveryType() {
    Instant time = Instant.ofEpochMilli(1_790_000_000_123L);
    String blob = database.dialect().words().get("blob");
    database.write(
        connection ->
            Sql.update(
                connection,
                "CREATE TABLE kinds (s TEXT, l BIGINT, i INTEGER, d DOUBLE PRECISION, b BOOLEAN,"
                    + " t BIGINT, e TEXT, x "
                    + blob
                    + ")"));
    String insert = "INSERT INTO kinds VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    database.write(
        connection ->
            Sql.update(
                connection,
                insert,
                "ü😀\0!",
                Long.MAX_VALUE,
                -5,
                0.25,
                true,
                time,
                Durability.POWER,
                new byte[] {0, -1, 2}));
    database.read(
        connection ->
            Sql.one(connection, "SELECT * FROM kinds WHERE b = TRUE", row -> kept(row, time)));
  }

  private static boolean kept(Row row, Instant time) throws SQLException {
    assertEquals("ü😀!", row.text("s"));
    assertEquals(Long.MAX_VALUE, row.number("l"));
    assertEquals(-5, row.integer("i"));
    assertEquals(0.25, row.fraction("d"));
    assertTrue(row.flag("b"));
    assertEquals(time, row.instant("t"));
    assertEquals("POWER", row.text("e"));
    assertArrayEquals(new byte[] {0, -1, 2}, row.bytes("x"));
    return true;
  }

  @Test
  void keepsNullOfEveryTypeAndRefusesItWhereItIsNotAskedFor() {
    String blob = database.dialect().words().get("blob");
    database.write(
        connection ->
            Sql.update(
                connection,
                "CREATE TABLE kinds (s TEXT, l BIGINT, i INTEGER, b BOOLEAN, t BIGINT, x "
                    + blob
                    + ")"));
    database.write(
        connection ->
            Sql.update(
                connection,
                "INSERT INTO kinds VALUES (?, ?, ?, ?, ?, ?)",
                null,
                null,
                null,
                null,
                null,
                null));
    assertTrue(
        database
            .read(connection -> Sql.one(connection, "SELECT * FROM kinds", DatabaseContract::empty))
            .isPresent());
  }

  private static boolean empty(Row row) throws SQLException {
    assertNull(row.textOrNull("s"));
    assertNull(row.numberOrNull("l"));
    assertNull(row.integerOrNull("i"));
    assertNull(row.flagOrNull("b"));
    assertNull(row.instantOrNull("t"));
    assertNull(row.bytesOrNull("x"));
    NullPointerException e = assertThrows(NullPointerException.class, () -> row.text("s"));
    assertEquals("column s is null", e.getMessage());
    return true;
  }

  @Test
  void refusesAnArgumentOfATypeItDoesNotKeep() {
    assertThrows(
        IllegalArgumentException.class,
        () -> database.write(connection -> Sql.update(connection, "SELECT ?", new Object())));
  }

  @Test
  void executesManyInOneGo() {
    List<Object[]> rows =
        IntStream.range(0, 1000).mapToObj(i -> new Object[] {(long) i, "t" + i}).toList();
    database.write(
        connection -> {
          Sql.batch(connection, "INSERT INTO item VALUES (?, ?)", rows);
          return null;
        });
    assertEquals(1000, items().size());
  }
}
