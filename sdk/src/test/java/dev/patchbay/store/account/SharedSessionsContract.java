package dev.patchbay.store.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.account.SessionPin;
import dev.patchbay.account.SessionStore;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a store of session pins promises that instances share: most of it is waiting. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
abstract class SharedSessionsContract extends SessionStoreContract {
  private final List<AutoCloseable> opened = new ArrayList<>();

  /** Another handle of the one database of a test. */
  abstract Database database();

  @Override
  final SessionStore sessions() {
    return open(handle());
  }

  private Database handle() {
    Database database = database();
    opened.add(0, database);
    return database;
  }

  private SqlSessions open(Database database) {
    SqlSessions sessions = SqlSessions.open(database);
    opened.add(0, sessions);
    return sessions;
  }

  @AfterEach
  final void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  @Test
  void pinsSurviveARestart() {
    SqlSessions first = open(handle());
    SessionPin one = pin("local", "s", "openai", "one", 0);
    SessionPin two = pin("local", "s", "groq", "two", 1);
    first.pin(one);
    first.pin(two);
    first.close();
    SqlSessions again = open(handle());
    assertEquals(Optional.of(one), again.at("local", "s", "openai"));
    assertEquals(Optional.of(two), again.last("local", "s"));
  }

  @Test
  void pinsOfOtherInstancesFollow() throws Exception {
    SqlSessions one = open(handle());
    SqlSessions two = open(handle());
    SessionPin first = pin("local", "s", "openai", "one", 0);
    one.pin(first);
    Together.millisUntil(() -> two.last("local", "s").equals(Optional.of(first)));
    SessionPin moved = pin("local", "s", "openai", "two", 1);
    two.pin(moved);
    Together.millisUntil(() -> one.at("local", "s", "openai").equals(Optional.of(moved)));
  }

  @Test
  void aSessionThatGoesOnIsWrittenOnceAMinute() throws Exception {
    Database database = handle();
    SqlSessions sessions = open(database);
    for (int second = 0; second <= 61; second++) {
      sessions.pin(pin("local", "s", "openai", "one", second));
      if (second == 30) {
        Together.millisUntil(() -> written(database).equals(List.of(NOON.toEpochMilli())));
      }
    }
    long minute = NOON.plusSeconds(60).toEpochMilli();
    Together.millisUntil(() -> written(database).equals(List.of(minute)));
    assertEquals(NOON.plusSeconds(61), sessions.last("local", "s").orElseThrow().at());
  }

  private static List<Long> written(Database database) {
    return database.read(
        connection ->
            Sql.list(
                connection, "SELECT served_at FROM session_pin", row -> row.number("served_at")));
  }

  @Test
  void theTableStaysCappedUnderIdsThatClientsMakeUp() {
    Database database = handle();
    PinRows rows = new PinRows(database.dialect(), 1_000);
    List<SessionPin> pins = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      pins.add(pin("local", "made-up-" + i, "openai", "one", 0));
    }
    for (int i = 0; i < 5; i++) {
      List<SessionPin> some = pins.subList(i * 1_000, (i + 1) * 1_000);
      database.write(
          connection -> {
            rows.write(connection, some);
            return true;
          });
    }
    int steps = 1;
    while (database.write(rows::prune)) {
      steps++;
    }
    int kept = written(database).size();
    assertTrue(kept > 0 && kept <= 1_000, "kept " + kept);
    assertTrue(steps > 3, "steps " + steps);
  }

  @Test
  void whatClientsMakeUpFasterThanItIsWrittenIsLeftOut() {
    Database database = handle();
    SqlSessions sessions = open(database);
    for (int i = 0; i < 30_000; i++) {
      sessions.pin(pin("local", "made-up-" + i, "openai", "one", i));
    }
    sessions.close();
    int kept = written(database).size();
    assertTrue(kept > 0 && kept < 30_000, "kept " + kept);
  }

  @Test
  void aDatabaseThatIsAwayStopsNobody() throws Exception {
    AwayDatabase away = new AwayDatabase(handle());
    SqlSessions one = open(away);
    SqlSessions two = open(handle());
    away.leave();
    SessionPin pin = pin("local", "s", "openai", "one", 0);
    one.pin(pin);
    assertEquals(Optional.of(pin), one.last("local", "s"));
    Together.millisUntil(() -> away.refused() > 0);
    away.comeBack();
    Together.millisUntil(() -> two.last("local", "s").isPresent());
  }
}
