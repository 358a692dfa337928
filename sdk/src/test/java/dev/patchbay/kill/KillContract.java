package dev.patchbay.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.cost.LedgerState;
import dev.patchbay.cost.report.CostQuery;
import dev.patchbay.cost.report.EntryOrder;
import dev.patchbay.cost.report.EntryPage;
import dev.patchbay.cost.report.LedgerArchive;
import dev.patchbay.store.cost.SqlLedger;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Durability;
import dev.patchbay.testing.FakeUpstream;
import dev.patchbay.testing.ProviderCall;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * What a ledger promises, held to a process that is killed with SIGKILL while it answers: an answer
 * whose end its caller saw is there once, whole and at its price; one that was cut is there as an
 * open row; and the database opens as if nothing had happened.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGKILL")
abstract class KillContract {
  private static final int KILLS = 50;
  private static final int ANSWERS = 200;

  private final Random random = new Random(4);
  private final Map<String, Question> allEnded = new HashMap<>();

  /** URL of a fresh database. */
  abstract String freshDatabase();

  /** Looks at the database by other means than ours. */
  abstract void inspect(String url) throws Exception;

  @Test
  @Timeout(120)
  void whatWasSeenOutlivesAKill(TestReporter reporter) throws Exception {
    kill(List.of(FailPoint.MID_STREAM, FailPoint.INSIDE_COMMIT, FailPoint.AFTER_END), 20, reporter);
  }

  @Test
  @Tag("slow")
  @Timeout(900)
  void whatWasSeenOutlivesFiftyKills(TestReporter reporter) throws Exception {
    List<FailPoint> points = new ArrayList<>();
    for (int i = 0; i < KILLS; i++) {
      points.add(FailPoint.values()[i % FailPoint.values().length]);
    }
    kill(points, ANSWERS, reporter);
  }

  private void kill(List<FailPoint> points, int answers, TestReporter reporter) throws Exception {
    ScriptedProvider provider = ScriptedProvider.openai("one").script(KillContract::reply);
    String url = freshDatabase();
    try (FakeUpstream upstream = FakeUpstream.of(provider)) {
      for (FailPoint point : points) {
        Killing killing = new Killing(url, upstream.baseUrl("one"), point);
        killing.run(answers, Duration.ofMillis(random.nextInt(20)));
        assertTrue(killing.ended.size() >= answers);
        inspect(url);
        compare(point, killing, rows(url));
        allEnded.putAll(killing.ended);
      }
    }
    Map<String, LedgerEntry> rows = rows(url);
    allEnded.forEach((request, question) -> assertWhole("in the end", rows.get(request), question));
    reporter.publishEntry("kills", String.valueOf(points.size()));
    reporter.publishEntry("acknowledged answers", String.valueOf(allEnded.size()));
    reporter.publishEntry("rows", String.valueOf(rows.size()));
  }

  private static Reply reply(ProviderCall call) {
    if (call.model().equals(Question.SLOW_MODEL)) {
      return Reply.text("This takes a long long time").stalledAfter(3);
    }
    Question question = Question.of(call.request().messages().get(0).text());
    return Reply.text("The answer to number " + question.number()).withUsage(question.usage());
  }

  private static void compare(FailPoint point, Killing killing, Map<String, LedgerEntry> rows) {
    killing.ended.forEach(
        (request, question) -> assertWhole(point.name(), rows.get(request), question));
    for (String request : killing.longBegun()) {
      LedgerEntry row = rows.get(request);
      assertTrue(row != null, () -> point + ": no row of " + request + ", begun a second before");
      if (row.servedModel().equals(Question.SLOW_MODEL)) {
        assertEquals(LedgerState.OPEN, row.state(), point::name);
        assertEquals(null, row.cost());
      }
    }
    assertFalse(killing.longBegun().isEmpty());
  }

  private static void assertWhole(String when, LedgerEntry row, Question question) {
    assertTrue(row != null, () -> when + ": the answer to " + question + " is missing");
    assertEquals(LedgerState.COMPLETE, row.state(), when);
    assertEquals(question.usage().inputTotal(), row.usage().inputTotal(), when);
    assertEquals(question.usage().outputTotal(), row.usage().outputTotal(), when);
    assertFalse(row.estimated(), when);
    assertEquals(question.picoUsd(), row.cost().picoUsd(), when);
  }

  /** All rows by request: each made one attempt, so a second row of one is a double. */
  private static Map<String, LedgerEntry> rows(String url) {
    try (Database database = Database.open(url, Durability.PROCESS)) {
      LedgerArchive ledger = new SqlLedger(database, Clock.systemUTC(), 1);
      Map<String, LedgerEntry> rows = new HashMap<>();
      String cursor = null;
      do {
        EntryPage page =
            ledger.entries(
                CostQuery.ALL, EntryOrder.OLDEST_FIRST, cursor, LedgerArchive.MOST_ENTRIES);
        for (LedgerEntry row : page.entries()) {
          assertEquals(null, rows.put(row.requestId(), row), () -> "twice: " + row);
        }
        cursor = page.next();
      } while (cursor != null);
      return rows;
    }
  }
}
