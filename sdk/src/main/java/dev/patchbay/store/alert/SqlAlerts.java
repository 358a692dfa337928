package dev.patchbay.store.alert;

import dev.patchbay.alert.Alert;
import dev.patchbay.alert.AlertPage;
import dev.patchbay.alert.AlertState;
import dev.patchbay.alert.AlertStore;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Row;
import dev.patchbay.store.database.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Alerts in a database. Thread-safe. */
public final class SqlAlerts implements AlertStore {
  private static final String SELECT =
      "SELECT place, id, kind, subject, message, until_at, raised_at, seen_at, times,"
          + " acknowledged_at, resolved_at FROM alert";
  private static final String UNCHANGED = " WHERE id = ? AND seen_at = ? AND resolved_at IS NULL";
  private static final String OPEN = "acknowledged_at IS NULL AND resolved_at IS NULL";

  private final Database database;

  /** Over a database it doesn't close. */
  public SqlAlerts(Database database) {
    this.database = database;
  }

  /** A row and where it stands among all. */
  private record Placed(long place, Alert alert) {
    static Placed of(Row row) throws SQLException {
      return new Placed(row.number("place"), SqlAlerts.alert(row));
    }
  }

  private static Alert alert(Row row) throws SQLException {
    return new Alert(
        row.text("id"),
        row.text("kind"),
        row.text("subject"),
        row.text("message"),
        row.instantOrNull("until_at"),
        row.instant("raised_at"),
        row.instant("seen_at"),
        row.number("times"),
        row.instantOrNull("acknowledged_at"),
        row.instantOrNull("resolved_at"));
  }

  @Override
  public List<Alert> unresolved() {
    return database.read(
        connection ->
            Sql.list(
                connection,
                SELECT + " WHERE resolved_at IS NULL ORDER BY place LIMIT ?",
                SqlAlerts::alert,
                MOST_UNRESOLVED));
  }

  @Override
  public Optional<Alert> get(String id) {
    return database.read(
        connection -> Sql.one(connection, SELECT + " WHERE id = ?", SqlAlerts::alert, id));
  }

  @Override
  public AlertPage list(@Nullable AlertState state, @Nullable String cursor, int limit) {
    long before = Cursors.place(cursor);
    List<Placed> rows =
        database.read(
            connection ->
                Sql.list(
                    connection,
                    SELECT + " WHERE place < ?" + of(state) + " ORDER BY place DESC LIMIT ?",
                    Placed::of,
                    before,
                    limit + 1));
    List<Placed> page = rows.subList(0, Math.min(limit, rows.size()));
    String next = rows.size() > limit ? Long.toString(page.get(limit - 1).place()) : null;
    return new AlertPage(page.stream().map(Placed::alert).toList(), next);
  }

  private static String of(@Nullable AlertState state) {
    if (state == null) {
      return "";
    }
    return " AND "
        + switch (state) {
          case OPEN -> OPEN;
          case ACKNOWLEDGED -> "acknowledged_at IS NOT NULL AND resolved_at IS NULL";
          case RESOLVED -> "resolved_at IS NOT NULL";
        };
  }

  @Override
  public boolean add(Alert alert) {
    return 1
        == change(
            "INSERT INTO alert (id, kind, subject, message, until_at, raised_at, seen_at, times,"
                + " acknowledged_at, resolved_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT DO NOTHING",
            alert.id(),
            alert.kind(),
            alert.subject(),
            alert.message(),
            alert.until(),
            alert.raisedAt(),
            alert.seenAt(),
            alert.times(),
            alert.acknowledgedAt(),
            alert.resolvedAt());
  }

  @Override
  public boolean seen(Alert alert, Instant before) {
    return 1
        == change(
            "UPDATE alert SET message = ?, until_at = ?, seen_at = ?, times = ?" + UNCHANGED,
            alert.message(),
            alert.until(),
            alert.seenAt(),
            alert.times(),
            alert.id(),
            before);
  }

  @Override
  public boolean resolve(String id, Instant before, Instant now) {
    return 1 == change("UPDATE alert SET resolved_at = ?" + UNCHANGED, now, id, before);
  }

  @Override
  public Optional<Alert> acknowledge(String id, Instant now) {
    change("UPDATE alert SET acknowledged_at = ? WHERE id = ? AND " + OPEN, now, id);
    return get(id);
  }

  @Override
  public int acknowledgeAll(Instant now) {
    return change("UPDATE alert SET acknowledged_at = ? WHERE " + OPEN, now);
  }

  @Override
  public int purge(Instant before, int most) {
    return change(
        "DELETE FROM alert WHERE place IN (SELECT place FROM alert WHERE resolved_at < ?"
            + " ORDER BY resolved_at, place LIMIT ?)",
        before,
        most);
  }

  private int change(String sql, @Nullable Object... arguments) {
    return database.write(connection -> Sql.update(connection, sql, arguments));
  }
}
