package dev.patchbay.store.housekeeping;

import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Dialect;
import dev.patchbay.store.database.Sql;
import dev.patchbay.store.housekeeping.StorageReport.TableSize;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Looks at a database and makes it small again. Stateless. */
public final class Inspection {
  /** Source: sqlite.org, "Result and Error Codes". */
  private static final int CORRUPT = 11;

  private static final String SCHEMA =
      "SELECT number, name FROM patchbay_schema ORDER BY number DESC LIMIT 1";

  /** Without the tables that are parts of others. */
  private static final String SERVER_TABLES =
      "SELECT c.relname AS name,"
          + " CAST(GREATEST(COALESCE(SUM(p.reltuples), 0), 0) AS BIGINT) AS rows,"
          + " CAST(COALESCE(SUM(pg_total_relation_size(p.oid)), 0) AS BIGINT) AS bytes"
          + " FROM pg_class c"
          + " LEFT JOIN pg_inherits i ON i.inhparent = c.oid"
          + " JOIN pg_class p ON p.oid = c.oid OR p.oid = i.inhrelid"
          + " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')"
          + " AND NOT c.relispartition GROUP BY c.relname ORDER BY c.relname";

  private Inspection() {}

  /** How it is; reads all of it. */
  public static StorageReport of(Database database) {
    return database.read(
        connection -> database.dialect() == Dialect.SQLITE ? file(connection) : server(connection));
  }

  /** What is damaged; empty if it is whole. PostgreSQL looks after that itself. Reads all of it. */
  public static List<String> problems(Database database) {
    return database.dialect() == Dialect.SQLITE ? database.read(Inspection::problems) : List.of();
  }

  private static List<String> problems(Connection connection) throws SQLException {
    try {
      List<String> told =
          Sql.list(connection, "PRAGMA integrity_check(20)", row -> row.text("integrity_check"));
      return told.equals(List.of("ok")) ? List.of() : told;
    } catch (SQLException e) {
      if ((e.getErrorCode() & 0xff) != CORRUPT) {
        throw e;
      }
      return List.of(String.valueOf(e.getMessage())); // too much for the check itself
    }
  }

  /** Gives back what removed rows took. */
  public static void compact(Database database) {
    if (database.dialect() == Dialect.SQLITE) {
      database.flush();
      database.outside("VACUUM");
      database.outside("PRAGMA wal_checkpoint(TRUNCATE)");
    } else {
      for (TableSize table : of(database).tables()) {
        database.outside("VACUUM (ANALYZE) \"" + table.name() + "\"");
      }
    }
  }

  private static StorageReport file(Connection connection) throws SQLException {
    long page = pragma(connection, "page_size");
    List<String> problems = problems(connection);
    List<String> names =
        Sql.list(
            connection,
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                + " ORDER BY name",
            row -> row.text("name"));
    List<TableSize> tables = new java.util.ArrayList<>();
    for (String name : names) {
      tables.add(problems.isEmpty() ? table(connection, name) : damaged(connection, name));
    }
    return new StorageReport(
        "sqlite",
        page * pragma(connection, "page_count"),
        page * pragma(connection, "freelist_count"),
        schema(connection),
        problems,
        tables);
  }

  /** What can still be said of a table of a file that is damaged, be it there or elsewhere. */
  private static TableSize damaged(Connection connection, String name) {
    try {
      return table(connection, name);
    } catch (SQLException e) {
      return new TableSize(name, -1, 0);
    }
  }

  private static TableSize table(Connection connection, String name) throws SQLException {
    long rows =
        Sql.one(
                connection,
                "SELECT count(*) AS rows FROM \"" + name + "\"",
                row -> row.number("rows"))
            .orElse(0L);
    long bytes =
        Sql.one(
                connection,
                "SELECT COALESCE(SUM(pgsize), 0) AS bytes FROM dbstat WHERE aggregate = TRUE AND"
                    + " name IN (SELECT name FROM sqlite_schema WHERE tbl_name = ?)",
                row -> row.number("bytes"),
                name)
            .orElse(0L);
    return new TableSize(name, rows, bytes);
  }

  private static long pragma(Connection connection, String name) throws SQLException {
    return Sql.one(connection, "PRAGMA " + name, row -> row.number(name)).orElse(0L);
  }

  private static StorageReport server(Connection connection) throws SQLException {
    List<TableSize> tables =
        Sql.list(
            connection,
            SERVER_TABLES,
            row -> new TableSize(row.text("name"), row.number("rows"), row.number("bytes")));
    long bytes = tables.stream().mapToLong(TableSize::bytes).sum();
    return new StorageReport("postgresql", bytes, 0, schema(connection), List.of(), tables);
  }

  private static String schema(Connection connection) throws SQLException {
    return Sql.one(
            connection,
            SCHEMA,
            row -> String.format("%03d-%s", row.integer("number"), row.text("name")))
        .orElse("");
  }
}
