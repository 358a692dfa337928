package dev.patchbay.store.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.failure.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract on SQLite, and what only a file can do wrong. */
final class SqliteDatabaseTest extends DatabaseContract {
  @TempDir private Path directory;

  @Override
  Database open() {
    return TestDatabases.sqlite();
  }

  private static Database open(Path file) {
    return Database.open("jdbc:sqlite:" + file, Durability.PROCESS);
  }

  private static String refusal(Path file) {
    return String.valueOf(assertThrows(StoreException.class, () -> open(file)).getMessage());
  }

  @Test
  void saysThatADirectoryIsMissing() {
    String message = refusal(directory.resolve("none/x.db"));
    assertTrue(message.contains("has no directory: create it"), message);
  }

  @Test
  void saysThatItIsADirectory() {
    String message = refusal(directory);
    assertTrue(message.contains("is a directory: name a file in it"), message);
  }

  @Test
  void saysThatItIsNoDatabaseAndLeavesItAlone() throws IOException {
    Path file = directory.resolve("notes.txt");
    String text = "These are notes and no database. ".repeat(100);
    Files.writeString(file, text);
    String message = refusal(file);
    assertTrue(message.contains("no SQLite database: choose another file"), message);
    assertTrue(message.contains("notes.txt"), message);
    assertEquals(text, Files.readString(file));
  }

  @Test
  void isForItsOwnersEyesOnly() throws IOException {
    Path file = directory.resolve("x.db");
    try (Database database = open(file)) {
      database.write(connection -> Sql.update(connection, "CREATE TABLE t (n INTEGER)"));
      for (String name : new String[] {"x.db", "x.db-wal", "x.db-shm"}) {
        assertEquals(
            "rw-------",
            PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name))));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Durability.class)
  void isAsDurableAsItWasAskedToBe(Durability durability) {
    Path file = directory.resolve("x.db");
    try (Database database = Database.open("jdbc:sqlite:" + file, durability)) {
      assertEquals(
          Optional.of(durability == Durability.POWER ? 2 : 1),
          database.write(
              connection ->
                  Sql.one(connection, "PRAGMA synchronous", row -> row.integer("synchronous"))));
    }
  }

  @Test
  void twoOpenOnesSeeWhatTheOtherWrites() {
    Path file = directory.resolve("x.db");
    try (Database one = open(file);
        Database other = open(file)) {
      one.write(connection -> Sql.update(connection, "CREATE TABLE t (n INTEGER)"));
      for (int i = 0; i < 100; i++) {
        (i % 2 == 0 ? one : other)
            .write(connection -> Sql.update(connection, "INSERT INTO t VALUES (1)"));
      }
      assertEquals(
          Optional.of(100),
          other.read(
              connection ->
                  Sql.one(connection, "SELECT count(*) AS n FROM t", row -> row.integer("n"))));
    }
  }

  @RepeatedTest(20)
  void manyThatOpenAFreshFileAtOnceAllGetIt() throws Exception {
    int starters = 8;
    Path file = directory.resolve("x.db");
    CyclicBarrier barrier = new CyclicBarrier(starters);
    ExecutorService threads = Executors.newFixedThreadPool(starters);
    List<Future<Database>> opened = new ArrayList<>();
    for (int i = 0; i < starters; i++) {
      opened.add(
          threads.submit(
              () -> {
                barrier.await();
                return open(file);
              }));
    }
    for (Future<Database> each : opened) {
      each.get().close();
    }
    threads.shutdown();
  }

  @Test
  void writersOfManyProcessesTakeTurns() throws Exception {
    int writers = 4;
    int each = 100;
    Path file = directory.resolve("x.db");
    try (Database reader = open(file)) {
      reader.write(connection -> Sql.update(connection, "CREATE TABLE t (n INTEGER)"));
      ExecutorService threads = Executors.newFixedThreadPool(writers);
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        ends.add(threads.submit(() -> insert(file, each)));
      }
      for (Future<?> end : ends) {
        end.get();
      }
      threads.shutdown();
      assertEquals(
          Optional.of(writers * each),
          reader.read(
              connection ->
                  Sql.one(connection, "SELECT count(*) AS n FROM t", row -> row.integer("n"))));
    }
  }

  private static void insert(Path file, int times) {
    try (Database database = open(file)) {
      for (int i = 0; i < times; i++) {
        database.write(connection -> Sql.update(connection, "INSERT INTO t VALUES (1)"));
      }
    }
  }

  @Test
  void aReadCannotWrite() {
    try (Database database = open(directory.resolve("x.db"))) {
      assertThrows(
          StoreException.class,
          () -> database.read(connection -> Sql.update(connection, "CREATE TABLE t (n INTEGER)")));
    }
  }

  @Test
  void aWorkThatWritesByAnotherWorkIsRefusedInsteadOfWaitingForEver() {
    try (Database database = open(directory.resolve("x.db"))) {
      assertThrows(
          IllegalStateException.class,
          () -> database.write(connection -> database.write(again -> null)));
    }
  }
}
