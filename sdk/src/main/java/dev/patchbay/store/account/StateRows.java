package dev.patchbay.store.account;

import dev.patchbay.account.AccountState;
import dev.patchbay.account.AccountStateStore.Change;
import dev.patchbay.failure.StoreException;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.store.database.Dialect;
import dev.patchbay.store.database.Row;
import dev.patchbay.store.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table of states. Times in it are the database's: those of the instances may differ.
 * Immutable.
 */
record StateRows(Dialect dialect) {
  private static final Logger LOG = LoggerFactory.getLogger(StateRows.class);

  /** Of accounts that are not configured any more, the oldest are not loaded. */
  static final int MOST_LOADED = 10_000;

  private static final int MOST_TRIES = 100;

  private static final String READ =
      "SELECT state_key, version, state FROM account_state WHERE state_key = ?";

  /** Versions by key, and until when they were read. */
  record Seen(Map<String, Long> versions, long until) {}

  /** The latest states. */
  Map<String, AccountState> load(Connection connection) throws SQLException {
    Map<String, AccountState> states = new HashMap<>();
    Sql.each(
        connection,
        "SELECT state_key, version, state FROM account_state ORDER BY updated_at DESC LIMIT ?",
        row -> states.put(row.text("state_key"), state(row)),
        MOST_LOADED);
    return states;
  }

  Optional<AccountState> read(Connection connection, String key) throws SQLException {
    return Sql.one(connection, READ, StateRows::state, key);
  }

  /** What was written since. */
  Seen since(Connection connection, long since) throws SQLException {
    Map<String, Long> versions = new HashMap<>();
    long[] until = {since};
    Sql.each(
        connection,
        "SELECT state_key, version, updated_at FROM account_state WHERE updated_at >= ?",
        row -> {
          versions.put(row.text("state_key"), row.number("version"));
          until[0] = Math.max(until[0], row.number("updated_at"));
        },
        since);
    return new Seen(versions, until[0]);
  }

  /**
   * Applies changes to what is there now: by compare-and-set on its version, again if another
   * process was faster. The row is locked first, where that can be: writers who wait in line do no
   * work for nothing.
   *
   * @return the state before the last change, and the one after it
   */
  Change replace(Connection connection, String key, List<UnaryOperator<AccountState>> changes)
      throws SQLException {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Optional<AccountState> row =
          Sql.one(connection, READ + dialect.forUpdate(), StateRows::state, key);
      AccountState stored = row.orElse(AccountState.NEW);
      AccountState before = stored;
      AccountState after = stored;
      for (UnaryOperator<AccountState> change : changes) {
        before = after;
        after = Changes.applied(change, before);
      }
      if (after == stored || swap(connection, key, row.isPresent(), stored, after)) {
        return new Change(before, after);
      }
    }
    throw new StoreException("The state of an account changes too fast to be written");
  }

  private boolean swap(
      Connection connection, String key, boolean known, AccountState stored, AccountState after)
      throws SQLException {
    String now = dialect.nowMillis();
    if (known) {
      return Sql.update(
              connection,
              "UPDATE account_state SET version = ?, state = ?, updated_at = "
                  + now
                  + " WHERE state_key = ? AND version = ?",
              after.version(),
              StateJson.write(after),
              key,
              stored.version())
          == 1;
    }
    return Sql.update(
            connection,
            "INSERT INTO account_state (state_key, version, state, updated_at) VALUES (?, ?, ?, "
                + now
                + ") ON CONFLICT (state_key) DO NOTHING",
            key,
            after.version(),
            StateJson.write(after))
        == 1;
  }

  /** A document that can't be read must not stop anybody: the account starts clean. */
  private static AccountState state(Row row) throws SQLException {
    long version = row.number("version");
    try {
      return StateJson.read(row.text("state")).withVersion(version);
    } catch (BadJsonException e) {
      LOG.warn("The stored state of {} can't be read: {}", row.text("state_key"), e.getMessage());
      return AccountState.NEW.withVersion(version);
    }
  }
}
