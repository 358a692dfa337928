package dev.patchbay.store.repair;

import dev.patchbay.failure.StoreException;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Durability;
import dev.patchbay.store.database.EmptyFile;
import dev.patchbay.store.database.Sql;
import dev.patchbay.store.housekeeping.Inspection;
import dev.patchbay.store.repair.RepairReport.Method;
import dev.patchbay.store.repair.RepairReport.TableSalvage;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of SQLite that may be damaged, held for us alone, and its cure. All is done on copies
 * beside it: until a new file is whole and on the disk, nothing of it changes. One thread.
 */
public final class Repair implements AutoCloseable {
  private static final int MOST_PROBLEMS = 1000;

  /** What {@code PRAGMA integrity_check} says of indexes, and of pages that nobody uses. */
  private static final Pattern OF_INDEX =
      Pattern.compile(
          "row \\d+ missing from index .*|wrong # of entries in index .*"
              + "|non-unique entry in index .*|Page \\d+: never used|\\*\\*\\* in database .*");

  private static final Pattern OF_TREE = Pattern.compile("Tree (\\d+) .*");

  private final Path file;
  private final FileHold hold;
  private final Workshop workshop;
  private final Consumer<String> progress;
  private final List<String> problems;

  private Repair(Path file, FileHold hold, Workshop workshop, Consumer<String> progress)
      throws IOException {
    this.file = file;
    this.hold = hold;
    this.workshop = workshop;
    this.progress = progress;
    workshop.copy(hold);
    progress.accept("Looking at every page …");
    this.problems = problems(workshop.copy());
  }

  /**
   * Takes a file into work: holds it, copies it, looks at all of it.
   *
   * @param progress told what is done, for who waits
   * @throws StoreException if another process has it open, there is no room, or it can't be copied
   */
  public static Repair of(Path path, Consumer<String> progress) {
    FileHold hold = null;
    Workshop workshop = null;
    try {
      Path file = path.toRealPath();
      hold = FileHold.take(file);
      workshop = Workshop.beside(file);
      return new Repair(file, hold, workshop, progress);
    } catch (IOException e) {
      close(workshop, hold);
      throw new StoreException("The database " + path + " can't be copied: " + e, e);
    } catch (RuntimeException e) {
      close(workshop, hold);
      throw e;
    }
  }

  private static void close(@Nullable Workshop workshop, @Nullable FileHold hold) {
    if (workshop != null) {
      workshop.close();
    }
    if (hold != null) {
      hold.close();
    }
  }

  /** What is wrong; empty if it is whole. */
  public List<String> problems() {
    return problems;
  }

  /**
   * Mends it, and puts what came of it in its place; the file as it was stays beside it.
   *
   * @param clock for the name of that
   * @throws StoreException if nothing can be read of it, or something else fails; it is as it was
   */
  public RepairReport mend(Clock clock) {
    try {
      List<TableSalvage> tables = List.of();
      Path mended = workshop.copy();
      boolean reindexed = onlyIndexes() && reindexed();
      if (!reindexed) {
        mended = workshop.fresh();
        tables = salvaged();
      }
      finished(mended);
      Path kept = workshop.swap(mended, clock.instant());
      return new RepairReport(
          file, kept, reindexed ? Method.REINDEX : Method.SALVAGE, problems, tables);
    } catch (SQLException | IOException e) {
      throw new StoreException("The database " + file + " could not be mended: " + e, e);
    }
  }

  private static Connection open(Path path) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + path);
  }

  private static List<String> problems(Path path) {
    try (Connection connection = open(path)) {
      List<String> told =
          Sql.list(
              connection,
              "PRAGMA integrity_check(" + MOST_PROBLEMS + ")",
              row -> row.text("integrity_check"));
      return told.equals(List.of("ok")) ? List.of() : told.stream().flatMap(String::lines).toList();
    } catch (SQLException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  private boolean onlyIndexes() {
    try (Connection connection = open(workshop.copy())) {
      List<Integer> roots =
          Sql.list(
              connection,
              "SELECT rootpage FROM sqlite_schema WHERE type = 'index'",
              row -> row.integer("rootpage"));
      return problems.size() < MOST_PROBLEMS
          && problems.stream().allMatch(problem -> isOfIndex(problem, roots));
    } catch (SQLException e) {
      return false;
    }
  }

  private static boolean isOfIndex(String problem, List<Integer> roots) {
    Matcher tree = OF_TREE.matcher(problem);
    return OF_INDEX.matcher(problem).matches()
        || (tree.matches() && roots.contains(Integer.valueOf(tree.group(1))));
  }

  /** On the copy, which is made once more if that fails. */
  private boolean reindexed() throws IOException {
    progress.accept("Only indexes are damaged; making them anew …");
    try (Connection connection = open(workshop.copy())) {
      Sql.update(connection, "REINDEX");
    } catch (SQLException e) {
      workshop.copy(hold);
      return false;
    }
    if (problems(workshop.copy()).isEmpty()) {
      return true;
    }
    workshop.copy(hold);
    return false;
  }

  private List<TableSalvage> salvaged() throws SQLException {
    try (Connection from = open(workshop.copy())) {
      // Else a file that lost its end can't be read at all. Source: sqlite.org, PRAGMA
      // writable_schema.
      Sql.update(from, "PRAGMA writable_schema = ON");
      Sql.update(from, "PRAGMA query_only = ON");
      EmptyFile.make(workshop.fresh(), schema(from));
      try (Connection to = open(workshop.fresh())) {
        List<TableSalvage> tables = new ArrayList<>();
        for (TableShape table : TableShape.all(to)) {
          progress.accept(table.name() + " …");
          tables.add(Salvage.copy(from, to, table, progress));
        }
        counters(from, to);
        return tables;
      }
    }
  }

  /** The number of its last migration; that of this version if it can't be read. */
  private int schema(Connection from) throws SQLException {
    try {
      return Sql.one(
              from, "SELECT max(number) AS last FROM patchbay_schema", row -> row.integer("last"))
          .orElse(0);
    } catch (SQLException e) {
      if (isUnreadable(from)) {
        throw new StoreException(
            "Nothing of the database "
                + file
                + " can be read, not even which tables it has: restore a backup. It is as it was",
            e);
      }
      return 0;
    }
  }

  private static boolean isUnreadable(Connection from) {
    try {
      return Sql.list(from, "SELECT name FROM sqlite_schema", row -> row.text("name")).isEmpty();
    } catch (SQLException e) {
      return true;
    }
  }

  /** So that no number is given twice. */
  private static void counters(Connection from, Connection to) {
    try {
      Sql.each(
          from,
          "SELECT name, seq FROM sqlite_sequence",
          row ->
              Sql.update(
                  to,
                  "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?",
                  row.number("seq"),
                  row.text("name")));
    } catch (SQLException e) {
      // They go on from the rows that are there.
    }
  }

  /** Brought up to date, in one file, whole. */
  private void finished(Path mended) throws SQLException {
    progress.accept("Looking at every page of the new file …");
    try (Database database = Database.open("jdbc:sqlite:" + mended, Durability.POWER)) {
      database.outside("PRAGMA wal_checkpoint(TRUNCATE)");
      List<String> left = Inspection.of(database).problems();
      if (!left.isEmpty()) {
        throw new SQLException("the new file is not whole: " + left.get(0));
      }
    }
  }

  /** Lets the file go, and removes the copies. */
  @Override
  public void close() {
    close(workshop, hold);
  }
}
