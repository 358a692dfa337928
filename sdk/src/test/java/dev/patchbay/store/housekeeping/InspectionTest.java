package dev.patchbay.store.housekeeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Sql;
import dev.patchbay.store.database.TestDatabases;
import dev.patchbay.store.housekeeping.StorageReport.TableSize;
import org.junit.jupiter.api.Test;

/** What a database says of itself, and its size after it was compacted. */
class InspectionTest {
  private static TableSize table(StorageReport report, String name) {
    return report.tables().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void fill(Database database) {
    database.write(
        connection -> {
          for (int i = 0; i < 200; i++) {
            Sql.update(
                connection,
                "INSERT INTO setting (name, value, version) VALUES (?, ?, 1)",
                "name" + i,
                "x".repeat(20_000));
          }
          return null;
        });
  }

  @Test
  void aFileTellsItsTablesAndThatItIsWhole() {
    try (Database database = TestDatabases.sqlite()) {
      fill(database);
      StorageReport report = Inspection.of(database);
      assertEquals("sqlite", report.kind());
      assertTrue(report.problems().isEmpty(), report::toString);
      assertTrue(report.schema().matches("\\d{3}-.+"), report::schema);
      assertEquals(200, table(report, "setting").rows());
      assertTrue(table(report, "setting").bytes() > 4_000_000, report::toString);
      assertTrue(report.bytes() >= table(report, "setting").bytes(), report::toString);
    }
  }

  @Test
  void aCompactedFileHasNoRoomForWhatWasRemoved() {
    try (Database database = TestDatabases.sqlite()) {
      fill(database);
      database.write(connection -> Sql.update(connection, "DELETE FROM setting"));
      StorageReport before = Inspection.of(database);
      assertTrue(before.freeBytes() > 3_000_000, before::toString);
      Inspection.compact(database);
      StorageReport after = Inspection.of(database);
      assertEquals(0, after.freeBytes());
      assertTrue(after.bytes() < before.bytes() / 4, after::toString);
    }
  }
}
