package dev.patchbay.store.repair;

import dev.patchbay.store.database.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table: its columns, and what its rows lie in the order of. Immutable.
 *
 * @param name of the table
 * @param columns all of them
 * @param keys the columns of its order; the number of the row where it has one
 * @param rowid whether it has one
 */
record TableShape(String name, List<String> columns, List<KeyColumn> keys, boolean rowid) {
  TableShape {
    columns = List.copyOf(columns);
    keys = List.copyOf(keys);
  }

  /** A column of the order: whole numbers, or texts. */
  record KeyColumn(String name, boolean number) {
    String selected() {
      return number ? name : "CAST(" + name + " AS BLOB)";
    }

    String bound() {
      return number ? "?" : "CAST(? AS TEXT)";
    }
  }

  private record Column(String name, String type, int inKey) {}

  /** The tables that hold what is ours, by name, as an undamaged schema has them. */
  static List<TableShape> all(Connection connection) throws SQLException {
    List<TableShape> all = new ArrayList<>();
    List<String> rowidTables =
        Sql.list(connection, "PRAGMA table_list", row -> row.flag("wr") ? "" : row.text("name"));
    List<String> names =
        Sql.list(
            connection,
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                + " AND name <> 'patchbay_schema' ORDER BY name",
            row -> row.text("name"));
    for (String name : names) {
      all.add(of(connection, name, rowidTables.contains(name)));
    }
    return all;
  }

  private static TableShape of(Connection connection, String name, boolean rowid)
      throws SQLException {
    List<Column> columns =
        Sql.list(
            connection,
            "PRAGMA table_info(\"" + name + "\")",
            row -> new Column(row.text("name"), row.text("type"), row.integer("pk")));
    List<KeyColumn> keys =
        rowid
            ? List.of(new KeyColumn("rowid", true))
            : columns.stream()
                .filter(each -> each.inKey() > 0)
                .sorted(Comparator.comparingInt(Column::inKey))
                .map(each -> new KeyColumn(each.name(), isNumber(each.type())))
                .toList();
    return new TableShape(name, columns.stream().map(Column::name).toList(), keys, rowid);
  }

  private static boolean isNumber(String type) {
    return type.toUpperCase(Locale.ROOT).contains("INT");
  }

  /** Reads the rows of a range, forwards or backwards: their keys, then their columns. */
  PreparedStatement select(Connection connection, KeyRange range, boolean forwards)
      throws SQLException {
    String order = forwards ? "" : " DESC";
    String sql =
        "SELECT "
            + keys.stream().map(KeyColumn::selected).collect(Collectors.joining(", "))
            + ", "
            + String.join(", ", columns)
            + " FROM "
            + name
            + (rowid ? " NOT INDEXED" : "")
            + where(range)
            + " ORDER BY "
            + keys.stream().map(each -> each.name() + order).collect(Collectors.joining(", "));
    PreparedStatement statement = connection.prepareStatement(sql);
    int at = bind(statement, 0, range.low());
    bind(statement, at, range.high());
    return statement;
  }

  private String where(KeyRange range) {
    List<String> conditions = new ArrayList<>();
    if (range.low() != null) {
      conditions.add(condition(range.low(), range.withLow() ? ">=" : ">"));
    }
    if (range.high() != null) {
      conditions.add(condition(range.high(), "<"));
    }
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  private String condition(TableKey key, String how) {
    List<KeyColumn> used = keys.subList(0, key.parts().size());
    return "("
        + used.stream().map(KeyColumn::name).collect(Collectors.joining(", "))
        + ") "
        + how
        + " ("
        + used.stream().map(KeyColumn::bound).collect(Collectors.joining(", "))
        + ")";
  }

  private static int bind(PreparedStatement statement, int after, @Nullable TableKey key)
      throws SQLException {
    int at = after;
    for (Object part : key == null ? List.of() : key.parts()) {
      at++;
      if (part instanceof Long number) {
        statement.setLong(at, number);
      } else {
        statement.setBytes(at, (byte[]) part);
      }
    }
    return at;
  }

  /** The key of a row that was selected; null if what stands there is none. */
  @Nullable TableKey key(ResultSet row) throws SQLException {
    List<Object> parts = new ArrayList<>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      Object part = row.getObject(i + 1);
      if (keys.get(i).number() && part instanceof Number number) {
        parts.add(number.longValue());
      } else if (!keys.get(i).number() && part instanceof byte[]) {
        parts.add(part);
      } else {
        return null;
      }
    }
    return new TableKey(parts);
  }

  /** Writes a row once, however often it is found; one that can't be ours is left out. */
  String insert() {
    return "INSERT OR IGNORE INTO "
        + name
        + " ("
        + String.join(", ", columns)
        + ") VALUES ("
        + columns.stream().map(each -> "?").collect(Collectors.joining(", "))
        + ")";
  }
}
