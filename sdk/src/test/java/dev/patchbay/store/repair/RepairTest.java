package dev.patchbay.store.repair;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.failure.StoreException;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Durability;
import dev.patchbay.store.database.Sql;
import dev.patchbay.store.housekeeping.Inspection;
import dev.patchbay.store.repair.RepairReport.Method;
import dev.patchbay.store.repair.RepairReport.TableSalvage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files that are really damaged, and what comes back of them. */
class RepairTest {
  private static final int ROWS = 6000;
  private static final int PAGE = 4096;

  /** More rows than a page of these tables has. */
  private static final int PER_PAGE = 150;

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

  private static final String SERIES =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + ROWS + ") ";

  /** A table with numbers of its rows. */
  private static final String LEDGER =
      "INSERT INTO ledger (day, request_id, attempt, began, state, tenant, key_id, caller, tags,"
          + " conversation, provider, account, asked, served, protocol, estimated, price_source,"
          + " price_version, latency, counted) "
          + SERIES
          + "SELECT 1, 'req_' || printf('%06d', i), 1, i, 'DONE', 'local', '', '', '[]', 'talk',"
          + " 'groq', 'main', 'm', 'm', 'openai-chat', 0, 'catalogue', '1', 5, 1 FROM n";

  /** One without them. */
  private static final String TAGS =
      "INSERT INTO ledger_tag (tag, began, request_id, attempt, day) "
          + SERIES
          + "SELECT 'team-' || (i % 3), i, 'req_' || printf('%06d', i), 1, 1 FROM n";

  private static final String ANSWERS =
      "INSERT INTO kept_answer (tenant, id, chain, messages, kept_at) "
          + SERIES
          + "SELECT 'local', 'resp_' || printf('%06d', i), 'c', '[]', i FROM n";

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void fill() {
    file = directory.resolve("x.db");
    fill(file);
  }

  private static void fill(Path file) {
    try (Database database = Database.open("jdbc:sqlite:" + file, Durability.PROCESS)) {
      for (String sql : List.of(LEDGER, TAGS, ANSWERS)) {
        database.write(connection -> Sql.update(connection, sql));
      }
    }
  }

  private static Connection raw(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  private List<Integer> leaves(String name) throws SQLException {
    try (Connection connection = raw(file)) {
      return Sql.list(
          connection,
          "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path",
          row -> row.integer("pageno"),
          name);
    }
  }

  /** Other bytes in the place of some of the pages of a table or an index. */
  private void spoil(String name, double... places) throws SQLException, IOException {
    List<Integer> pages = leaves(name);
    byte[] noise = new byte[PAGE];
    new Random(1).nextBytes(noise);
    noise[0] = 0x55; // no kind of page
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      for (double place : places) {
        int page = pages.get((int) (place * (pages.size() - 1)));
        bytes.seek((long) (page - 1) * PAGE);
        bytes.write(noise);
      }
    }
  }

  private RepairReport mended() {
    List<String> progress = new ArrayList<>();
    try (Repair repair = Repair.of(file, progress::add)) {
      assertFalse(repair.problems().isEmpty());
      RepairReport report = repair.mend(NOON);
      assertFalse(progress.isEmpty());
      return report;
    }
  }

  private static TableSalvage table(RepairReport report, String name) {
    return report.tables().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The file can be used, and has as many rows as was said. */
  private void opens(RepairReport report) {
    try (Database database = Database.open("jdbc:sqlite:" + file, Durability.PROCESS)) {
      assertEquals(List.of(), Inspection.of(database).problems());
      for (TableSalvage each : report.tables()) {
        assertEquals(each.saved(), count(database, each.name()), each::toString);
      }
      database.write(
          connection ->
              Sql.update(
                  connection, "INSERT INTO setting (name, value, version) VALUES ('a', 1, 1)"));
    }
  }

  private static long count(Database database, String table) {
    return database.read(
        connection ->
            Sql.one(connection, "SELECT count(*) AS n FROM " + table, row -> row.number("n"))
                .orElseThrow());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void almostAllRowsComeBackFromAroundPagesThatAreGone() throws Exception {
    spoil("ledger", 0, 0.3, 0.7);
    spoil("ledger_tag", 0.2, 0.6, 1);
    spoil("kept_answer", 0, 0.5, 1);
    byte[] before = Files.readAllBytes(file);

    RepairReport report = mended();

    assertEquals(Method.SALVAGE, report.method());
    for (String name : List.of("ledger", "ledger_tag", "kept_answer")) {
      TableSalvage table = table(report, name);
      assertTrue(table.saved() >= ROWS - 3 * PER_PAGE && table.saved() < ROWS, table::toString);
      assertEquals(ROWS - table.saved(), table.missing(), table::toString);
    }
    assertEquals(0, table(report, "conversation").missing());
    opens(report);
    assertArrayEquals(before, Files.readAllBytes(report.kept()), "the old file is as it was");
    assertEquals(directory.toRealPath().resolve("x.db.damaged-20261121-120000"), report.kept());
    assertEquals(List.of("x.db", "x.db.damaged-20261121-120000"), names());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void bothFilesAreForTheirOwnerAlone() throws Exception {
    spoil("ledger", 0.5);
    RepairReport report = mended();
    for (Path each : List.of(report.file(), report.kept())) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
    }
  }

  /** As a crash of the disk's cache may leave it: the table is ahead of its index. */
  @Test
  void anIndexThatLacksRowsIsMadeAnewAndNothingIsLost() throws Exception {
    try (Connection connection = raw(file)) {
      Sql.update(connection, "PRAGMA writable_schema = ON");
      Sql.update(connection, "CREATE TABLE aside AS SELECT * FROM sqlite_schema");
      Sql.update(connection, "DELETE FROM sqlite_schema WHERE name = 'ledger_began'");
    }
    try (Connection connection = raw(file)) {
      Sql.update(connection, "UPDATE ledger SET began = began + 1000000 WHERE began % 7 = 0");
      Sql.update(connection, "PRAGMA writable_schema = ON");
      Sql.update(
          connection, "INSERT INTO sqlite_schema SELECT * FROM aside WHERE name = 'ledger_began'");
      Sql.update(connection, "DROP TABLE aside");
    }

    RepairReport report = mended();

    assertEquals(Method.REINDEX, report.method(), () -> report.problems().toString());
    assertEquals(List.of(), report.tables());
    opens(report);
    try (Database database = Database.open("jdbc:sqlite:" + file, Durability.PROCESS)) {
      assertEquals(ROWS, count(database, "ledger"));
      assertEquals(ROWS / 7, count(database, "ledger WHERE began > 1000000"));
    }
  }

  @Test
  void pagesOfAnIndexThatAreGoneCostNoRow() throws Exception {
    spoil("ledger_began", 0.2, 0.8);
    RepairReport report = mended();
    opens(report);
    try (Database database = Database.open("jdbc:sqlite:" + file, Durability.PROCESS)) {
      assertEquals(ROWS, count(database, "ledger"));
      assertEquals(ROWS, count(database, "ledger_tag"));
    }
  }

  @Test
  void whatIsBeforeTheEndOfATruncatedFileComesBack() throws Exception {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.setLength(bytes.length() / PAGE * 6 / 10 * PAGE);
    }
    RepairReport report = mended();
    opens(report);
    long saved = report.tables().stream().mapToLong(TableSalvage::saved).sum();
    assertTrue(saved > ROWS, report::toString);
  }

  /** A process that died left its last commits in the log beside the file. */
  @Test
  void whatIsOnlyInTheLogBesideTheFileComesBackToo() throws Exception {
    Path other = Files.createDirectory(directory.resolve("other")).resolve("x.db");
    try (Database database = Database.open("jdbc:sqlite:" + file, Durability.PROCESS)) {
      database.write(
          connection ->
              Sql.update(
                  connection,
                  "INSERT INTO setting (name, value, version) VALUES ('late', '1', 1)"));
      for (String end : List.of("", "-wal")) {
        Files.copy(Path.of(file + end), Path.of(other + end));
      }
    }
    List<Integer> pages = leaves("ledger");
    try (RandomAccessFile bytes = new RandomAccessFile(other.toFile(), "rw")) {
      bytes.seek((long) (pages.get(pages.size() / 2) - 1) * PAGE);
      bytes.write(new byte[PAGE]);
    }
    file = other;

    RepairReport report = mended();

    assertEquals(1, table(report, "setting").saved());
    assertTrue(Files.exists(Path.of(report.kept() + "-wal")));
    assertFalse(Files.exists(Path.of(file + "-wal")), "it is of the old file");
  }

  @Test
  void aFileOfWhichNothingCanBeReadStaysAsItIs() throws Exception {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.write(new byte[PAGE]);
    }
    byte[] before = Files.readAllBytes(file);
    StoreException fault = assertThrows(StoreException.class, this::mended);
    assertTrue(fault.getMessage().contains("restore a backup"), fault::getMessage);
    assertArrayEquals(before, Files.readAllBytes(file));
    assertEquals(List.of("x.db"), names());
  }

  @Test
  void aFileThatIsWholeIsLeftAlone() throws Exception {
    byte[] before = Files.readAllBytes(file);
    try (Repair repair = Repair.of(file, said -> {})) {
      assertEquals(List.of(), repair.problems());
    }
    assertArrayEquals(before, Files.readAllBytes(file));
    assertEquals(List.of("x.db"), names());
  }

  @Test
  void aFileThatAnotherProcessHasOpenIsRefused() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertEquals('o', other.getInputStream().read(), "it opened the file");
      StoreException fault =
          assertThrows(StoreException.class, () -> Repair.of(file, said -> {}).close());
      assertTrue(fault.getMessage().contains("stop the server"), fault::getMessage);
    } finally {
      other.getOutputStream().close();
      other.waitFor();
    }
    Repair.of(file, said -> {}).close();
  }

  /** Another process, which has a database open and does nothing until its input ends. */
  static final class Holder {
    public static void main(String[] arguments) throws IOException {
      try (Database database = Database.open("jdbc:sqlite:" + arguments[0], Durability.PROCESS)) {
        count(database, "ledger");
        System.out.print("o");
        System.out.flush();
        System.in.read();
      }
    }
  }
}
