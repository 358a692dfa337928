package dev.patchbay.store.account;

import dev.patchbay.account.SessionPin;
import dev.patchbay.account.SessionStore;
import dev.patchbay.store.database.Dialect;
import dev.patchbay.store.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The table of pins. When a row was written is the database's time. Immutable.
 *
 * @param mostKept pins that are left by {@link #prune}
 */
record PinRows(Dialect dialect, int mostKept) {
  /** A session that was quiet for so long begins anew. */
  static final Duration KEPT = Duration.ofDays(7);

  /** Clients choose the keys: more of them than any instance keeps are of no use. */
  static final int MOST_KEPT = 10 * SessionStore.MOST;

  private static final int STEP = 1_000;

  /**
   * Hands over what was written since, the latest pins at most.
   *
   * @return until when it was read
   */
  long since(Connection connection, long since, Consumer<SessionPin> taker) throws SQLException {
    long[] until = {since};
    Sql.each(
        connection,
        "SELECT tenant, session_key, provider, account, served_at, updated_at FROM session_pin"
            + " WHERE updated_at >= ? ORDER BY updated_at DESC LIMIT ?",
        row -> {
          taker.accept(
              new SessionPin(
                  row.text("tenant"),
                  row.text("session_key"),
                  row.text("provider"),
                  row.text("account"),
                  row.instant("served_at")));
          until[0] = Math.max(until[0], row.number("updated_at"));
        },
        since,
        SessionStore.MOST);
    return until[0];
  }

  void write(Connection connection, List<SessionPin> pins) throws SQLException {
    List<@Nullable Object[]> arguments = new ArrayList<>();
    for (SessionPin pin : pins) {
      arguments.add(
          new @Nullable Object[] {
            pin.tenant(), pin.session(), pin.provider(), pin.account(), pin.at()
          });
    }
    String now = dialect.nowMillis();
    Sql.batch(
        connection,
        "INSERT INTO session_pin (tenant, session_key, provider, account, served_at, updated_at)"
            + " VALUES (?, ?, ?, ?, ?, "
            + now
            + ") ON CONFLICT (tenant, session_key, provider) DO UPDATE SET"
            + " account = excluded.account, served_at = excluded.served_at,"
            + " updated_at = excluded.updated_at"
            + " WHERE excluded.served_at >= session_pin.served_at",
        arguments);
  }

  /**
   * Deletes some of what is too old or too much.
   *
   * @return true if there may be more of it
   */
  boolean prune(Connection connection) throws SQLException {
    long horizon =
        Sql.one(
                connection,
                "SELECT updated_at FROM session_pin ORDER BY updated_at DESC LIMIT 1 OFFSET ?",
                row -> row.number("updated_at"),
                mostKept)
            .orElse(-1L);
    int gone =
        Sql.update(
            connection,
            "DELETE FROM session_pin WHERE (tenant, session_key, provider) IN (SELECT tenant,"
                + " session_key, provider FROM session_pin WHERE updated_at <= ? OR updated_at < "
                + dialect.nowMillis()
                + " - ? ORDER BY updated_at LIMIT ?)",
            horizon,
            KEPT.toMillis(),
            STEP);
    return gone == STEP;
  }
}
