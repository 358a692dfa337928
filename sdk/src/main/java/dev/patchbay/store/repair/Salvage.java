package dev.patchbay.store.repair;

import dev.patchbay.store.database.Sql;
import dev.patchbay.store.repair.RepairReport.TableSalvage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Copies the rows of a table out of a damaged file. Where reading fails it goes on from the other
 * end, and halves what is left between: a key leads past a page that can't be read to those beyond
 * it. One thread.
 */
final class Salvage {
  /** How often in a row a stretch is halved though nothing was read of it. */
  private static final int VAIN = 8;

  /** A file that is damaged everywhere must not take for ever. */
  private static final int MOST_SCANS = 200_000;

  private static final int CORRUPT = 11;
  private static final int NOT_A_DATABASE = 26;
  private static final int STEP = 5000;
  private static final int TOLD = 50_000;

  private final Connection from;
  private final Connection to;
  private final Consumer<String> progress;
  private final TableShape table;
  private long saved;
  private int scans;
  private boolean damaged;

  private Salvage(Connection from, Connection to, TableShape table, Consumer<String> progress) {
    this.from = from;
    this.to = to;
    this.table = table;
    this.progress = progress;
  }

  /**
   * Copies what can be read.
   *
   * @param to where the table is there, and empty; not in a transaction
   * @throws SQLException if the new file can't be written
   */
  static TableSalvage copy(
      Connection from, Connection to, TableShape table, Consumer<String> progress)
      throws SQLException {
    Salvage salvage = new Salvage(from, to, table, progress);
    to.setAutoCommit(false);
    try (PreparedStatement insert = to.prepareStatement(table.insert())) {
      salvage.range(KeyRange.ALL, insert, 0);
      to.commit();
    } finally {
      to.setAutoCommit(true);
    }
    return new TableSalvage(table.name(), salvage.saved, salvage.missing());
  }

  private void range(KeyRange range, PreparedStatement insert, int vain) throws SQLException {
    Scan forwards = scan(range, insert, true);
    if (forwards.whole()) {
      return;
    }
    damaged = true;
    KeyRange rest = forwards.last() == null ? range : range.after(forwards.last());
    Scan backwards = scan(rest, insert, false);
    if (backwards.whole()) {
      return;
    }
    rest = backwards.last() == null ? rest : rest.before(backwards.last());
    int nothing = forwards.last() == null && backwards.last() == null ? vain + 1 : 0;
    if (nothing <= VAIN && scans < MOST_SCANS) {
      for (KeyRange part : rest.parts(table.keys().get(0).number())) {
        range(part, insert, nothing);
      }
    }
  }

  /**
   * How far reading came.
   *
   * @param last the key of the last row; null if there was none
   * @param whole whether it came to the end
   */
  private record Scan(@Nullable TableKey last, boolean whole) {}

  private Scan scan(KeyRange range, PreparedStatement insert, boolean forwards)
      throws SQLException {
    TableKey last = null;
    scans++;
    try (PreparedStatement select = table.select(from, range, forwards);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        TableKey key = table.key(row);
        if (key == null || (last != null && !follows(key, last, forwards))) {
          return new Scan(last, false); // pages that lead in circles
        }
        write(row, insert);
        last = key;
      }
      return new Scan(last, true);
    } catch (SQLException e) {
      if (!isDamage(e)) {
        throw e;
      }
      return new Scan(last, false);
    }
  }

  private static boolean follows(TableKey key, TableKey last, boolean forwards) {
    return forwards ? key.isAfter(last) : last.isAfter(key);
  }

  /** Everything that is wrong with what is read; the new file has faults of other kinds. */
  private static boolean isDamage(SQLException e) {
    int code = e.getErrorCode() & 0xff;
    return code == CORRUPT || code == NOT_A_DATABASE;
  }

  private void write(ResultSet row, PreparedStatement insert) throws SQLException {
    int keys = table.keys().size();
    for (int i = 1; i <= table.columns().size(); i++) {
      insert.setObject(i, row.getObject(keys + i));
    }
    saved += insert.executeUpdate();
    if (saved % STEP == 0) {
      to.commit();
    }
    if (saved % TOLD == 0) {
      progress.accept(table.name() + ": " + saved + " rows");
    }
  }

  /** By its indexes, which know of rows that can't be read. */
  private @Nullable Long missing() {
    if (!damaged) {
      return 0L;
    }
    OptionalLong known = indexes().stream().mapToLong(this::count).max();
    return known.isPresent() && known.getAsLong() >= saved ? known.getAsLong() - saved : null;
  }

  private List<String> indexes() {
    try {
      return Sql.list(
          from,
          "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND (sql IS NULL"
              + " OR sql NOT LIKE '% WHERE %')",
          row -> row.text("name"),
          table.name());
    } catch (SQLException e) {
      return List.of();
    }
  }

  private long count(String index) {
    try {
      return Sql.one(
              from,
              "SELECT count(*) AS n FROM " + table.name() + " INDEXED BY \"" + index + "\"",
              row -> row.number("n"))
          .orElse(0L);
    } catch (SQLException e) {
      return 0; // it is damaged too
    }
  }
}
