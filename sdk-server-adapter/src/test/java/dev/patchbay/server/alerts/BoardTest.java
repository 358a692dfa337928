package dev.patchbay.server.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.alert.Alert;
import dev.patchbay.alert.AlertState;
import dev.patchbay.failure.StoreException;
import dev.patchbay.store.Stores;
import dev.patchbay.store.database.DatabaseUrl;
import dev.patchbay.store.database.Durability;
import dev.patchbay.testing.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Boards of several servers on one database. */
final class BoardTest {
  private static final Cause REFUSED = Cause.of(Kind.ACCOUNT_REFUSED, "lab/a", "refused");
  private static final Duration TICK = Duration.ofSeconds(5);

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();
  private final AtomicInteger ids = new AtomicInteger();
  private final List<String> heard = new ArrayList<>();
  private final List<String> posted = new ArrayList<>();
  private Stores stores;

  @BeforeEach
  void open() {
    stores =
        Stores.open(
            DatabaseUrl.of("jdbc:sqlite:" + folder.resolve("a.db")), Durability.PROCESS, clock);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  private Board board(String name) {
    return new Board(
        stores.alerts(),
        () -> "id" + ids.incrementAndGet(),
        news -> heard.add(name + " " + news.word() + " " + news.alert().id()),
        news -> posted.add(name + " " + news.word()));
  }

  private void take(Board board, Cause... causes) {
    clock.advance(TICK);
    board.take(List.of(causes), clock.instant());
  }

  @Test
  void tellsAnAlertOnceAndItsEndOnce() {
    Board board = board("a");
    for (int i = 0; i < 20; i++) {
      take(board, REFUSED);
    }
    assertEquals(List.of("a raised id1"), heard);
    for (int i = 0; i < 20; i++) {
      take(board);
    }

    assertEquals(List.of("a raised id1", "a resolved id1"), heard);
    assertEquals(List.of("a raised", "a resolved"), posted);
    assertEquals(List.of(), board.unresolved());
    Alert over = stores.alerts().get("id1").orElseThrow();
    assertEquals(1, over.times());
    assertEquals(AlertState.RESOLVED, over.state());
  }

  @Test
  void whatIsAcknowledgedStaysSoOverARestart() {
    Board before = board("a");
    take(before, REFUSED);
    before.acknowledge("id1", clock.instant());
    close();
    clock.advance(Duration.ofHours(3));
    open();
    Board after = board("b");
    take(after, REFUSED);

    assertEquals(List.of("a raised id1", "a acknowledged id1"), heard);
    assertEquals(List.of("a raised"), posted);
    assertEquals(AlertState.ACKNOWLEDGED, after.unresolved().get(0).state());
    assertEquals(2, after.unresolved().get(0).times());
  }

  @Test
  void twoServersHaveOneAlertAndBothKnowIt() {
    Board one = board("one");
    Board other = board("other");
    take(one);
    take(other);
    take(one, REFUSED);
    take(other, REFUSED);
    assertEquals(List.of("one raised id1", "other raised id1"), heard);
    other.acknowledge("id1", clock.instant());
    for (int i = 0; i < 15; i++) {
      take(one);
      take(other);
    }

    assertEquals(List.of("one raised", "one resolved"), posted);
    assertEquals(2, heard.stream().filter(news -> news.contains("acknowledged")).count());
    assertEquals(2, heard.stream().filter(news -> news.contains("resolved")).count());
    assertEquals(1, stores.alerts().list(null, null, 10).alerts().size());
  }

  @Test
  void whatOneServerSeesStaysWhileAnotherDoesNot() {
    Board one = board("one");
    Board other = board("other");
    for (int i = 0; i < 100; i++) {
      take(one, REFUSED);
      take(other);
    }

    assertEquals(List.of("one raised"), posted);
    assertEquals(1, other.unresolved().size());
  }

  @Test
  void aDatabaseThatFailsTwiceIsAnAlertUntilItAnswers() {
    Board board = board("a");
    take(board, REFUSED);
    heard.clear();
    board.failed(clock.instant());
    assertEquals(List.of(), heard);
    board.failed(clock.instant());
    board.failed(clock.instant());
    assertEquals(List.of("a raised id2"), heard);
    assertEquals(2, board.unresolved().size());
    assertEquals(
        AlertState.ACKNOWLEDGED, board.acknowledge("id2", clock.instant()).orElseThrow().state());
    take(board, REFUSED);

    assertEquals(List.of("a raised id2", "a resolved id2"), heard);
    assertEquals(1, board.unresolved().size());
    assertEquals("database_down", stores.alerts().get("id2").orElseThrow().kind());
    board.failed(clock.instant());
    assertEquals(1, board.unresolved().size());
  }

  @Test
  void aStoreThatFailsIsTold() {
    Board board = board("a");
    stores.close();

    assertThrows(StoreException.class, () -> take(board, REFUSED));
    assertTrue(heard.isEmpty());
  }

  @Test
  void allThatAreOpenAreAcknowledgedAtOnce() {
    Board board = board("a");
    take(board, REFUSED, Cause.of(Kind.ACCOUNT_REFUSED, "lab/b", "refused"));

    assertEquals(2, board.acknowledgeAll(clock.instant()));
    assertEquals(0, board.acknowledgeAll(clock.instant()));
    assertEquals(4, heard.size());
  }
}
