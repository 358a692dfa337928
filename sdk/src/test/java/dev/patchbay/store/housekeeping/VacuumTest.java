package dev.patchbay.store.housekeeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Sql;
import dev.patchbay.store.database.TestDatabases;
import org.junit.jupiter.api.Test;

/** A file that shrinks again, step by step. */
class VacuumTest {
  private static long number(Database database, String pragma) {
    return database.read(
        connection ->
            Sql.one(connection, "PRAGMA " + pragma, row -> row.number(pragma)).orElseThrow());
  }

  @Test
  void aFileGivesItsRoomBackInSteps() {
    try (Database database = TestDatabases.sqlite()) {
      assertEquals(2, number(database, "auto_vacuum")); // incremental, from the creation on
      database.write(
          connection -> {
            Sql.update(connection, "CREATE TABLE big (text TEXT)");
            for (int i = 0; i < 1000; i++) {
              Sql.update(connection, "INSERT INTO big VALUES (?)", "x".repeat(20_000));
            }
            return null;
          });
      long full = number(database, "page_count");
      database.write(connection -> Sql.update(connection, "DELETE FROM big"));
      Chore vacuum = Chore.vacuum(database);
      int steps = 0;
      while (vacuum.step().run(1000) == 1000) {
        steps++;
      }
      assertTrue(steps >= 3, "steps: " + steps);
      assertTrue(number(database, "page_count") < full / 2, "of pages: " + full);
    }
  }

  @Test
  void aFileWithLittleRoomIsLeftAlone() {
    try (Database database = TestDatabases.sqlite()) {
      assertEquals(0, Chore.vacuum(database).step().run(1000));
    }
  }

  @Test
  void aDatabaseThatCleansUpItselfIsLeftAlone() {
    try (Database database = TestDatabases.postgresql()) {
      assertEquals(0, Chore.vacuum(database).step().run(1000));
    }
  }
}
