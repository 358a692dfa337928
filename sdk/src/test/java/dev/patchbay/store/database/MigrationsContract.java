package dev.patchbay.store.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.failure.StoreException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What migrations promise, on every database. */
abstract class MigrationsContract {
  private static final Migration FIRST =
      Migration.of("001-first.sql", "CREATE TABLE one (n BIGINT NOT NULL);\n");
  private static final Migration SECOND =
      Migration.of("002-second.sql", "ALTER TABLE one ADD COLUMN t TEXT;\n");

  private final List<Connections> opened = new ArrayList<>();

  abstract Dialect dialect();

  /** Connections to a database that is new and empty. */
  abstract Connections fresh();

  @AfterEach
  void closeAll() {
    opened.forEach(Connections::close);
  }

  private Connections made() {
    Connections connections = fresh();
    opened.add(connections);
    return connections;
  }

  private void apply(Connections connections, Migration... migrations) {
    apply(connections, List.of(migrations));
  }

  private void apply(Connections connections, List<Migration> migrations) {
    new Migrations(migrations).apply(new Transactions(connections), dialect());
  }

  private static List<Integer> applied(Connections connections) {
    return Reading.once(
        connections,
        connection ->
            Sql.list(
                connection,
                "SELECT number FROM patchbay_schema ORDER BY number",
                row -> row.integer("number")));
  }

  private static void write(Connections connections, SqlWork<?> work) throws SQLException {
    new Transactions(connections).run(work);
  }

  @Test
  void areAppliedOnceEach() {
    Connections connections = made();
    apply(connections, FIRST);
    apply(connections, FIRST, SECOND);
    apply(connections, FIRST, SECOND);
    assertEquals(List.of(1, 2), applied(connections));
  }

  @Test
  void areAppliedInTheOrderOfTheirNumbers() {
    Connections connections = made();
    apply(connections, SECOND, FIRST);
    assertEquals(List.of(1, 2), applied(connections));
  }

  @Test
  void aNewerSchemaIsRefusedWithBothVersionsAndWhatToDo() {
    Connections connections = made();
    apply(connections, FIRST, SECOND);
    String message =
        String.valueOf(
            assertThrows(StoreException.class, () -> apply(connections, FIRST)).getMessage());
    assertTrue(message.contains("002-second"), message);
    assertTrue(message.contains("its latest is 001-first"), message);
    assertTrue(message.contains("use the version that wrote it"), message);
  }

  @Test
  void aChangedMigrationIsRefused() {
    Connections connections = made();
    apply(connections, FIRST);
    Migration changed =
        Migration.of("001-first.sql", FIRST.text() + "CREATE TABLE two (n BIGINT);");
    String message =
        String.valueOf(
            assertThrows(StoreException.class, () -> apply(connections, changed)).getMessage());
    assertTrue(message.contains("another migration 001-first"), message);
  }

  @Test
  void lineEndsChangeNothing() {
    Connections connections = made();
    apply(connections, FIRST);
    apply(connections, Migration.of("001-first.sql", FIRST.text().replace("\n", "\r\n")));
    assertEquals(List.of(1), applied(connections));
  }

  @Test
  void oneThatFailsLeavesTheDatabaseAsItWas() throws SQLException {
    Connections connections = made();
    apply(connections, FIRST);
    Migration bad =
        Migration.of("003-bad.sql", "CREATE TABLE three (n BIGINT);\nCREATE NONSENSE;\n");
    String before = schema(connections);
    String message =
        String.valueOf(
            assertThrows(StoreException.class, () -> apply(connections, FIRST, SECOND, bad))
                .getMessage());
    assertTrue(message.contains("Migration 003-bad"), message);
    assertEquals(before, schema(connections));
    assertEquals(List.of(1), applied(connections));
  }

  @Test
  void severalStartingAtOnceApplyThemOnce() throws Exception {
    Connections connections = made();
    int starters = 6;
    CyclicBarrier barrier = new CyclicBarrier(starters);
    ExecutorService threads = Executors.newFixedThreadPool(starters);
    List<Future<?>> ends =
        IntStream.range(0, starters)
            .<Future<?>>mapToObj(
                i ->
                    threads.submit(
                        () -> {
                          barrier.await();
                          apply(connections, FIRST, SECOND);
                          return null;
                        }))
            .toList();
    for (Future<?> end : ends) {
      end.get();
    }
    threads.shutdown();
    assertEquals(List.of(1, 2), applied(connections));
  }

  @TestFactory
  Stream<DynamicTest> everyEarlierVersionIsUpgradedAndKeepsItsRows() {
    List<Migration> all = Migrations.known().all();
    Connections straight = made();
    apply(straight, all);
    String schema = schema(straight);
    return IntStream.range(0, all.size())
        .mapToObj(
            known ->
                DynamicTest.dynamicTest(
                    "before " + all.get(known), () -> upgrade(all.subList(0, known), all, schema)));
  }

  private void upgrade(List<Migration> earlier, List<Migration> all, String schema)
      throws SQLException {
    Connections upgraded = made();
    apply(upgraded, earlier);
    fill(upgraded);
    TreeMap<String, Integer> before = counts(upgraded);
    apply(upgraded, all);
    TreeMap<String, Integer> after = counts(upgraded);
    before.remove("patchbay_schema");
    before.forEach((table, rows) -> assertEquals(rows, after.get(table), "rows of " + table));
    assertEquals(schema, schema(upgraded));
  }

  /** One row in each table, whatever its columns are. */
  private static void fill(Connections connections) throws SQLException {
    write(
        connections,
        connection -> {
          for (String table : tables(connection)) {
            if (!table.equals("patchbay_schema")) {
              fill(connection, table);
            }
          }
          return null;
        });
  }

  private static void fill(Connection connection, String table) throws SQLException {
    List<String> names = new ArrayList<>();
    List<@Nullable Object> values = new ArrayList<>();
    try (ResultSet columns = connection.getMetaData().getColumns(null, null, table, null)) {
      while (columns.next()) {
        names.add(columns.getString("COLUMN_NAME"));
        values.add(value(columns.getInt("DATA_TYPE"), columns.getString("TYPE_NAME")));
      }
    }
    Sql.update(
        connection,
        "INSERT INTO "
            + table
            + " ("
            + String.join(", ", names)
            + ") VALUES ("
            + String.join(", ", names.stream().map(name -> "?").toList())
            + ")",
        values.toArray());
  }

  private static Object value(int type, String name) {
    if (name.toUpperCase(Locale.ROOT).startsWith("BOOL")) {
      return true;
    }
    return switch (type) {
      case Types.BIGINT, Types.INTEGER, Types.SMALLINT, Types.NUMERIC -> 1;
      case Types.BINARY, Types.BLOB, Types.VARBINARY -> new byte[] {1};
      case Types.DOUBLE, Types.FLOAT, Types.REAL -> 0.5;
      default -> "[]";
    };
  }

  private static TreeMap<String, Integer> counts(Connections connections) {
    return Reading.once(
        connections,
        connection -> {
          TreeMap<String, Integer> counts = new TreeMap<>();
          for (String table : tables(connection)) {
            counts.put(
                table,
                Sql.one(connection, "SELECT count(*) AS n FROM " + table, row -> row.integer("n"))
                    .orElseThrow());
          }
          return counts;
        });
  }

  /** All tables with their columns and indexes, one a line. */
  private static String schema(Connections connections) {
    return Reading.once(
        connections,
        connection -> {
          TreeSet<String> lines = new TreeSet<>();
          DatabaseMetaData data = connection.getMetaData();
          for (String table : tables(connection)) {
            try (ResultSet columns = data.getColumns(null, null, table, null)) {
              while (columns.next()) {
                lines.add(
                    String.join(
                        " ",
                        table,
                        columns.getString("COLUMN_NAME"),
                        columns.getString("TYPE_NAME"),
                        columns.getString("IS_NULLABLE"),
                        columns.getString("COLUMN_DEF")));
              }
            }
            try (ResultSet indexes = data.getIndexInfo(null, null, table, false, false)) {
              while (indexes.next()) {
                lines.add(
                    String.join(
                        " ",
                        table,
                        "index",
                        indexes.getString("INDEX_NAME"),
                        indexes.getString("NON_UNIQUE"),
                        indexes.getString("ORDINAL_POSITION"),
                        indexes.getString("COLUMN_NAME")));
              }
            }
          }
          return String.join("\n", lines);
        });
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    DatabaseMetaData data = connection.getMetaData();
    String schema = connection.getSchema();
    try (ResultSet tables = data.getTables(null, schema, "%", new String[] {"TABLE"})) {
      while (tables.next()) {
        names.add(tables.getString("TABLE_NAME"));
      }
    }
    names.removeIf(name -> name.startsWith("sqlite_"));
    return names;
  }
}
