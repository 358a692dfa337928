package dev.patchbay.store.account;

import dev.patchbay.account.SharedLease;
import dev.patchbay.account.SharedLeases;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Sql;
import java.time.Duration;
import java.util.Optional;

/**
 * Leases among the processes of a database. Each step is one statement, and the times are the
 * database's: those of the instances may differ. Thread-safe.
 */
public final class SqlSharedLeases implements SharedLeases {
  private final Database database;
  private final String now;

  /** Leases of a database, which stays the caller's. */
  public SqlSharedLeases(Database database) {
    this.database = database;
    this.now = database.dialect().nowMillis();
  }

  @Override
  public Optional<SharedLease> tryAcquire(String name, Duration length) {
    String sql =
        "INSERT INTO shared_lease (name, token, until_at) VALUES (?, 1, "
            + now
            + " + ?) ON CONFLICT (name) DO UPDATE SET token = shared_lease.token + 1,"
            + " until_at = excluded.until_at WHERE shared_lease.until_at <= "
            + now
            + " RETURNING name, token, until_at";
    return one(sql, name, length.toMillis());
  }

  @Override
  public Optional<SharedLease> renew(SharedLease lease, Duration length) {
    String sql =
        "UPDATE shared_lease SET until_at = "
            + now
            + " + ? WHERE name = ? AND token = ? AND until_at > "
            + now
            + " RETURNING name, token, until_at";
    return one(sql, length.toMillis(), lease.name(), lease.token());
  }

  @Override
  public void release(SharedLease lease) {
    database.write(
        connection ->
            Sql.update(
                connection,
                "UPDATE shared_lease SET until_at = 0 WHERE name = ? AND token = ?",
                lease.name(),
                lease.token()));
  }

  @Override
  public boolean isCurrent(SharedLease lease) {
    return database
        .read(
            connection ->
                Sql.one(
                    connection,
                    "SELECT token FROM shared_lease WHERE name = ? AND token = ? AND until_at > "
                        + now,
                    row -> row.number("token"),
                    lease.name(),
                    lease.token()))
        .isPresent();
  }

  private Optional<SharedLease> one(String sql, Object... arguments) {
    return database.write(
        connection ->
            Sql.one(
                connection,
                sql,
                row ->
                    new SharedLease(row.text("name"), row.number("token"), row.instant("until_at")),
                arguments));
  }
}
