package dev.patchbay.store.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The days of a table that PostgreSQL keeps in tables of their own, {@code name_dN} for the day N
 * since 1970: made some days ahead, and dropped whole. A day that has none goes to the default,
 * {@code name_other}. On SQLite it does nothing. Thread-safe.
 */
public final class DayPartitions {
  private static final long DAY_MILLIS = 86_400_000;
  private static final int AHEAD = 7;

  /** Any number, but always the same: "patchday" in ASCII. */
  private static final long LOCK = 0x7061746368646179L;

  private final Database database;
  private final String table;
  private final Clock clock;

  /** The day until which they were made, or are being made. */
  private final AtomicLong madeUntil = new AtomicLong(Long.MIN_VALUE);

  /** Makes those of the next days. */
  public DayPartitions(Database database, String table, Clock clock) {
    this.database = database;
    this.table = table;
    this.clock = clock;
    if (database.dialect() == Dialect.POSTGRESQL) {
      long today = today();
      madeUntil.set(today + AHEAD);
      database.write(connection -> make(connection, today));
    }
  }

  private long today() {
    return clock.millis() / DAY_MILLIS;
  }

  /** Sees to it that those of the next days are made in time. Cheap; returns at once. */
  public void prepare() {
    if (database.dialect() != Dialect.POSTGRESQL) {
      return;
    }
    long today = today();
    long until = madeUntil.get();
    if (today + AHEAD > until && madeUntil.compareAndSet(until, today + AHEAD)) {
      database.later(connection -> make(connection, today));
    }
  }

  /** A day whose rows are in the default already stays there: the server would refuse. */
  private boolean make(Connection connection, long today) throws SQLException {
    lock(connection);
    for (long day = today - 1; day <= today + AHEAD; day++) {
      if (!exists(connection, day) && !inDefault(connection, day)) {
        Sql.update(
            connection,
            "CREATE TABLE %s PARTITION OF %s FOR VALUES FROM (%d) TO (%d)"
                .formatted(name(day), table, day, day + 1));
      }
    }
    return true;
  }

  /** Waits for nobody who reads for long: then nothing is made or dropped this time. */
  private static void lock(Connection connection) throws SQLException {
    Sql.update(connection, "SET LOCAL lock_timeout = '2s'");
    Sql.one(connection, "SELECT pg_advisory_xact_lock(?) AS locked", row -> true, LOCK);
  }

  private boolean exists(Connection connection, long day) throws SQLException {
    return Sql.one(
            connection, "SELECT 1 AS found WHERE to_regclass(?) IS NOT NULL", r -> true, name(day))
        .isPresent();
  }

  private boolean inDefault(Connection connection, long day) throws SQLException {
    String sql = "SELECT 1 AS found FROM " + table + "_other WHERE day = ? LIMIT 1";
    return Sql.one(connection, sql, row -> true, (int) day).isPresent();
  }

  private String name(long day) {
    return table + "_d" + day;
  }

  /**
   * Drops the oldest day that ended before, if there is one.
   *
   * @return true if there was one; there may be more
   */
  public boolean dropBefore(Instant time) {
    if (database.dialect() != Dialect.POSTGRESQL) {
      return false;
    }
    long end = Math.floorDiv(time.toEpochMilli(), DAY_MILLIS);
    return database.write(
        connection -> {
          lock(connection);
          Optional<Long> oldest = oldest(connection).filter(day -> day < end);
          if (oldest.isPresent()) {
            Sql.update(connection, "DROP TABLE " + name(oldest.get()));
          }
          return oldest.isPresent();
        });
  }

  private Optional<Long> oldest(Connection connection) throws SQLException {
    return Sql.one(
        connection,
        "SELECT CAST(substring(child.relname FROM '_d([0-9]+)$') AS BIGINT) AS day"
            + " FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid"
            + " WHERE inhparent = to_regclass(?) AND child.relname ~ '_d[0-9]+$'"
            + " ORDER BY 1 LIMIT 1",
        row -> row.number("day"),
        table);
  }
}
