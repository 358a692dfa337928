package dev.patchbay.store.cost;

import dev.patchbay.budget.BudgetStore;
import dev.patchbay.budget.Hold;
import dev.patchbay.budget.Reservation;
import dev.patchbay.budget.Standing;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps budgets in a database, exactly for all processes that share it: what is free is looked at
 * and taken in one statement. Rows are always locked in the order of holds. Thread-safe.
 */
public final class SqlBudgets implements BudgetStore {
  private static final long MOST = MemoryBudgets.MOST;

  /** How many expired reservations one transaction ends. */
  private static final int EXPIRED_AT_ONCE = 100;

  private static final String TAKE =
      "UPDATE budget_spend SET reserved = reserved + ?"
          + " WHERE budget = ? AND period = ? AND (? = 0 OR spent + reserved <= ?)";
  private static final String BEGIN =
      "INSERT INTO budget_spend (budget, period, spent, reserved) VALUES (?, ?, 0, 0)"
          + " ON CONFLICT (budget, period) DO NOTHING";
  private static final String GIVE_BACK =
      "UPDATE budget_spend SET reserved = reserved - ?,"
          + " spent = CASE WHEN spent > ? THEN ? ELSE spent + ? END"
          + " WHERE budget = ? AND period = ?";
  private static final String HOLD =
      "INSERT INTO budget_hold (reservation, budget, period, amount, expires)"
          + " VALUES (?, ?, ?, ?, ?)";
  private static final String HELD =
      "SELECT budget, period, amount FROM budget_hold WHERE reservation = ?"
          + " ORDER BY budget, period";
  private static final String STANDING =
      "SELECT spent, reserved FROM budget_spend WHERE budget = ? AND period = ?";

  private final Database database;

  /** Budgets in a database, which is not closed here. */
  public SqlBudgets(Database database) {
    this.database = database;
  }

  private record Held(String budget, String period, long amount) {}

  @Override
  public Reservation reserve(String id, List<Hold> holds, long picoUsd, Instant expires) {
    List<Hold> ordered = holds.stream().sorted().toList();
    return database.write(connection -> reserve(connection, id, ordered, picoUsd, expires));
  }

  private static Reservation reserve(
      Connection connection, String id, List<Hold> holds, long picoUsd, Instant expires)
      throws SQLException {
    for (int i = 0; i < holds.size(); i++) {
      if (!take(connection, holds.get(i), picoUsd)) {
        Standing standing = standing(connection, holds.get(i));
        for (Hold taken : holds.subList(0, i)) {
          giveBack(connection, new Held(taken.budget().id(), taken.period(), picoUsd), 0);
        }
        return new Reservation.Refused(standing);
      }
    }
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Hold hold : holds) {
      rows.add(new Object[] {id, hold.budget().id(), hold.period(), picoUsd, expires});
    }
    Sql.batch(connection, HOLD, rows);
    return new Reservation.Granted();
  }

  private static boolean take(Connection connection, Hold hold, long picoUsd) throws SQLException {
    if (taken(connection, hold, picoUsd)) {
      return true;
    }
    boolean begins = Sql.update(connection, BEGIN, hold.budget().id(), hold.period()) > 0;
    return begins && taken(connection, hold, picoUsd);
  }

  private static boolean taken(Connection connection, Hold hold, long picoUsd) throws SQLException {
    long room = hold.budget().limitPicoUsd() - picoUsd;
    return Sql.update(connection, TAKE, picoUsd, hold.budget().id(), hold.period(), picoUsd, room)
        > 0;
  }

  @Override
  public void settle(String id, @Nullable Long picoUsd) {
    database.write(connection -> settle(connection, id, picoUsd));
  }

  /** As {@link #settle(String, Long)}, as a part of somebody's transaction. */
  static int settle(Connection connection, String id, @Nullable Long picoUsd) throws SQLException {
    List<Held> held =
        Sql.list(
            connection,
            HELD,
            row -> new Held(row.text("budget"), row.text("period"), row.number("amount")),
            id);
    int ended = Sql.update(connection, "DELETE FROM budget_hold WHERE reservation = ?", id);
    for (Held one : ended == 0 ? List.<Held>of() : held) {
      giveBack(connection, one, picoUsd == null ? one.amount : picoUsd);
    }
    return ended;
  }

  private static void giveBack(Connection connection, Held held, long spent) throws SQLException {
    long counted = Math.min(spent, MOST);
    long most = MOST - counted;
    Sql.update(connection, GIVE_BACK, held.amount, most, MOST, counted, held.budget, held.period);
  }

  @Override
  public void release(String id) {
    settle(id, 0L);
  }

  @Override
  public List<Standing> standings(List<Hold> holds) {
    return database.read(
        connection -> {
          List<Standing> standings = new ArrayList<>();
          for (Hold hold : holds) {
            standings.add(standing(connection, hold));
          }
          return standings;
        });
  }

  private static Standing standing(Connection connection, Hold hold) throws SQLException {
    return Sql.one(
            connection,
            STANDING,
            row -> new Standing(hold, row.number("spent"), row.number("reserved")),
            hold.budget().id(),
            hold.period())
        .orElseGet(() -> Standing.unused(hold));
  }

  @Override
  public int expire(Instant now) {
    List<String> expired =
        database.read(
            connection ->
                Sql.list(
                    connection,
                    "SELECT DISTINCT reservation FROM budget_hold WHERE expires <= ? LIMIT "
                        + EXPIRED_AT_ONCE,
                    row -> row.text("reservation"),
                    now));
    int ended = 0;
    for (String id : expired) {
      ended += database.write(connection -> settle(connection, id, null)) > 0 ? 1 : 0;
    }
    return ended;
  }
}
