package dev.patchbay.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.json.JsonTree;
import dev.patchbay.json.RawJson;
import dev.patchbay.server.RunningAdapter;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Durability;
import dev.patchbay.store.database.Sql;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file that is damaged, from the command line: found, told with the cure, cured. */
final class RepairCommandTest {
  private static final int ROWS = 2000;
  private static final int PAGE = 4096;

  @TempDir private Path folder;
  private Path file;
  private String url;

  @BeforeEach
  void fill() {
    file = folder.resolve("x.db");
    url = "jdbc:sqlite:" + file;
    try (Database database = Database.open(url, Durability.PROCESS)) {
      database.write(
          connection ->
              Sql.update(
                  connection,
                  "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
                      + ROWS
                      + ") INSERT INTO kept_answer (tenant, id, chain, messages, kept_at)"
                      + " SELECT 'local', 'resp_' || i, 'c', '[]', i FROM n"));
    }
  }

  private void damage() throws IOException {
    List<Integer> pages;
    try (Database database = Database.open(url, Durability.PROCESS)) {
      pages =
          database.read(
              connection ->
                  Sql.list(
                      connection,
                      "SELECT pageno FROM dbstat WHERE name = 'kept_answer' AND pagetype = 'leaf'",
                      row -> row.integer("pageno")));
    }
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek((long) (pages.get(pages.size() / 2) - 1) * PAGE);
      bytes.write(new byte[PAGE]);
    }
  }

  private Ran run(String... args) {
    return Ran.of(Map.of("DATABASE_URL", url), args);
  }

  @Test
  void damageIsFoundToldWithItsCureAndCured() throws IOException {
    damage();

    Ran found = run("analyze");
    assertEquals(1, found.code(), found::toString);
    assertTrue(found.err().contains("patchbay repair"), found.err());
    Ran doctor = run("doctor", "--json");
    assertEquals(1, doctor.code(), doctor::toString);
    assertTrue(doctor.out().contains("patchbay repair"), doctor.out());

    Ran cured = run("repair", "--yes", "--json");
    assertEquals(0, cured.code(), cured::toString);
    Map<?, ?> told = (Map<?, ?>) JsonTree.of(RawJson.of(cured.out())).value();
    assertEquals(true, told.get("repaired"));
    assertEquals("salvage", told.get("method"));
    assertTrue(Files.exists(Path.of(String.valueOf(told.get("kept")))));

    assertEquals(0, run("analyze").code());
    try (RunningAdapter server = RunningAdapter.of(Map.of("database", Map.of("url", url)))) {
      assertEquals(200, server.get("/health").statusCode());
      String check = server.post("/admin/maintenance/check", "").body();
      assertEquals("{\"whole\":true,\"problems\":[]}", check);
    }
    Ran again = run("repair");
    assertEquals(0, again.code(), again::toString);
    assertTrue(again.out().contains("is whole; nothing was done"), again.out());
  }

  @Test
  void aServerOnADamagedFileSaysSo() throws IOException {
    damage();
    try (RunningAdapter server = RunningAdapter.of(Map.of("database", Map.of("url", url)))) {
      String check = server.post("/admin/maintenance/check", "").body();
      assertTrue(check.startsWith("{\"whole\":false,"), check);
      assertTrue(check.contains("patchbay repair"), check);
    }
  }

  @Test
  void aTableSaysWhatWasSavedAndWhatIsMissing() throws IOException {
    damage();
    Ran cured = run("repair", "-y");
    assertEquals(0, cured.code(), cured::toString);
    assertTrue(cured.out().matches("(?s).*kept_answer +1\\d{3} +\\d+\\R.*"), cured.out());
    assertTrue(cured.out().contains("is whole again"), cured.out());
    assertFalse(cured.err().isEmpty(), "its progress");
  }

  @ParameterizedTest
  @CsvSource({
    "memory, there is no file",
    "postgresql://u:secret@127.0.0.1:9/x, Only files of SQLite",
    "jdbc:sqlite:/nowhere/x.db, There is no database"
  })
  void whatIsNoFileIsRefused(String other, String said) {
    Ran refused = Ran.of(Map.of("DATABASE_URL", other), "repair");
    assertEquals(1, refused.code(), refused::toString);
    assertTrue(refused.err().contains(said), refused.err());
    assertFalse(refused.err().contains("secret"), refused.err());
  }
}
