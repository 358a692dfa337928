package dev.patchbay.store.database;

import dev.patchbay.failure.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Brings the schema up to date: what is missing is applied in the order of the numbers, all of it
 * in one transaction under one lock, or nothing.
 *
 * <p>How a migration is written: a resource {@code migrations/NNN-name.sql}, and its name in {@link
 * #FILES}. Once merged it is never changed (its checksum is kept in the databases); a new one
 * changes what it made. Statements end with {@code ;} at the end of a line, inside of {@code $$}
 * they don't. A line that starts with {@code --} is a comment; {@code -- postgresql only} and
 * {@code -- sqlite only} are about the one statement after them. Words that differ by {@link
 * Dialect}:
 *
 * <ul>
 *   <li>{@code ${id}}: a column's type: 64 bits, counted up by the database, the primary key;
 *   <li>{@code ${key}}: text that is compared and ordered by its bytes;
 *   <li>{@code ${blob}}: bytes;
 *   <li>{@code ${rows}}: after the last bracket of a table that is read by its primary key alone;
 *   <li>{@code ${by_day}}: there, of a table of which {@link DayPartitions} makes the days; its
 *       primary key has the column {@code day}.
 * </ul>
 *
 * <p>Everything else is the same for both: {@code TEXT}, {@code BIGINT} (times in milliseconds
 * since 1970, money in 10⁻¹² USD), {@code INTEGER}, {@code BOOLEAN}, {@code DOUBLE PRECISION}.
 */
final class Migrations {
  /** All there are, in order. */
  private static final List<String> FILES =
      List.of(
          "001-accounts.sql",
          "010-ledger.sql",
          "020-budgets.sql",
          "030-conversations.sql",
          "040-request-log.sql",
          "050-access.sql",
          "060-key-budgets.sql",
          "070-alerts.sql");

  private static final String TABLE =
      "CREATE TABLE IF NOT EXISTS patchbay_schema (number INTEGER PRIMARY KEY, name TEXT NOT NULL,"
          + " checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)";

  /** Any number, but always the same: "patchbay" in ASCII. */
  private static final long LOCK = 0x7061746368626179L;

  private final List<Migration> all;

  Migrations(List<Migration> all) {
    this.all = all.stream().sorted(Comparator.comparingInt(Migration::number)).toList();
  }

  /** Those of this version of Patchbay. */
  static Migrations known() {
    return new Migrations(FILES.stream().map(Migration::read).toList());
  }

  List<Migration> all() {
    return all;
  }

  /**
   * Applies what is missing.
   *
   * @throws StoreException if the database is newer than this program, or not what was applied; it
   *     is as it was then
   */
  void apply(Transactions transactions, Dialect dialect) {
    try {
      transactions.run(
          connection -> {
            apply(connection, dialect);
            return null;
          });
    } catch (SQLException e) {
      throw DatabaseFaults.describe(e);
    }
  }

  /** In SQLite the transaction itself is the lock. */
  private void apply(Connection connection, Dialect dialect) throws SQLException {
    if (dialect == Dialect.POSTGRESQL) {
      Sql.one(connection, "SELECT pg_advisory_xact_lock(?) AS locked", row -> true, LOCK);
    }
    Sql.update(connection, TABLE);
    Map<Integer, Applied> applied = applied(connection);
    check(applied);
    for (Migration migration : all) {
      if (!applied.containsKey(migration.number())) {
        apply(connection, dialect, migration);
      }
    }
  }

  private static void apply(Connection connection, Dialect dialect, Migration migration)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : migration.statements(dialect)) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new SQLException(
          "Migration " + migration + ": " + e.getMessage(), e.getSQLState(), e.getErrorCode(), e);
    }
    Sql.update(
        connection,
        "INSERT INTO patchbay_schema (number, name, checksum, applied_at) VALUES (?, ?, ?, ?)",
        migration.number(),
        migration.name(),
        migration.checksum(),
        Instant.now());
  }

  private record Applied(int number, String name, String checksum) {}

  private static Map<Integer, Applied> applied(Connection connection) throws SQLException {
    Map<Integer, Applied> applied = new TreeMap<>();
    Sql.each(
        connection,
        "SELECT number, name, checksum FROM patchbay_schema",
        row -> {
          Applied one = new Applied(row.integer("number"), row.text("name"), row.text("checksum"));
          applied.put(one.number(), one);
        });
    return applied;
  }

  private void check(Map<Integer, Applied> applied) {
    Map<Integer, Migration> known =
        all.stream().collect(Collectors.toMap(Migration::number, each -> each));
    for (Applied one : applied.values()) {
      Migration migration = known.get(one.number());
      if (migration == null) {
        throw newer(one);
      }
      if (!Objects.equals(migration.checksum(), one.checksum())) {
        throw new StoreException(
            "The database was made by another migration "
                + migration
                + " than this version of Patchbay has: use the version that made it, or another"
                + " database");
      }
    }
  }

  private StoreException newer(Applied one) {
    String latest = all.isEmpty() ? "none" : all.get(all.size() - 1).toString();
    return new StoreException(
        String.format(
            "The database has the schema %03d-%s, which this version of Patchbay does not know"
                + " (its latest is %s): use the version that wrote it, or a newer one, or restore"
                + " a backup from before the upgrade",
            one.number(), one.name(), latest));
  }
}
