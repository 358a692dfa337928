package dev.patchbay.store.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.alert.Alert;
import dev.patchbay.alert.AlertPage;
import dev.patchbay.alert.AlertState;
import dev.patchbay.alert.AlertStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of alerts promises. */
abstract class AlertStoreContract {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123456Z");
  private static final Instant LATER = NOW.plusSeconds(60);

  /** The store under test, empty. */
  abstract AlertStore store();

  private static Alert alert(String id, String subject) {
    return Alert.raised(id, "account_refused", subject, "Ünïcode", LATER, NOW);
  }

  private List<String> ids(AlertState state) {
    return store().list(state, null, 10).alerts().stream().map(Alert::id).toList();
  }

  @Test
  void keepsAnAlertAsItIs() {
    Alert full = new Alert("1", "k", "s", "m", LATER, NOW, LATER, 7, LATER, LATER.plusSeconds(1));
    assertTrue(store().add(full));
    assertTrue(store().add(new Alert("2", "k", "s", "m", null, NOW, NOW, 1, null, null)));

    assertEquals(Optional.of(full), store().get("1"));
    assertNull(store().get("2").orElseThrow().until());
    assertEquals(Optional.empty(), store().get("3"));
  }

  @Test
  void hasOneUnresolvedAlertOfAKindAndSubject() {
    assertTrue(store().add(alert("1", "a")));
    assertFalse(store().add(alert("2", "a")));
    assertFalse(store().add(alert("1", "other")));
    assertTrue(store().add(alert("3", "b")));
    Instant seen = alert("1", "a").seenAt();
    assertTrue(store().resolve("1", seen, LATER));

    assertTrue(store().add(alert("4", "a")));
    assertEquals(List.of("3", "4"), store().unresolved().stream().map(Alert::id).toList());
  }

  @Test
  void ofManyWhoRaiseTheSameAtOnceOneDoes() {
    AtomicInteger raised = new AtomicInteger();
    IntStream.range(0, 16)
        .parallel()
        .forEach(i -> raised.addAndGet(store().add(alert("id" + i, "a")) ? 1 : 0));

    assertEquals(1, raised.get());
    assertEquals(1, store().unresolved().size());
  }

  @Test
  void notesWhatIsSeenAgainForTheOneWhoKnewTheLast() {
    Alert first = alert("1", "a");
    store().add(first);
    Alert again = first.seen("worse", null, LATER, 2);
    assertTrue(store().seen(again, first.seenAt()));
    assertFalse(store().seen(again.seen("x", null, LATER.plusSeconds(1), 3), first.seenAt()));
    assertFalse(store().resolve("1", first.seenAt(), LATER));

    assertEquals(Optional.of(again), store().get("1"));
  }

  @Test
  void anAcknowledgedAlertIsSeenAndResolvedAsOthers() {
    Alert first = alert("1", "a");
    store().add(first);
    Alert known = store().acknowledge("1", LATER).orElseThrow();
    assertEquals(AlertState.ACKNOWLEDGED, known.state());
    assertEquals(known, store().acknowledge("1", LATER.plusSeconds(9)).orElseThrow());
    assertTrue(store().seen(first.seen("m", null, LATER, 1), first.seenAt()));
    assertEquals(AlertState.ACKNOWLEDGED, store().unresolved().get(0).state());
    assertTrue(store().resolve("1", store().unresolved().get(0).seenAt(), LATER));
    assertFalse(store().resolve("1", store().get("1").orElseThrow().seenAt(), LATER));

    assertEquals(AlertState.RESOLVED, store().acknowledge("1", LATER).orElseThrow().state());
    assertEquals(Optional.empty(), store().acknowledge("nobody", LATER));
  }

  @Test
  void acknowledgesAllThatAreOpen() {
    store().add(alert("1", "a"));
    store().add(alert("2", "b"));
    store().add(alert("3", "c").resolved(LATER));
    store().acknowledge("1", NOW);

    assertEquals(1, store().acknowledgeAll(LATER));
    assertEquals(0, store().acknowledgeAll(LATER));
    assertEquals(List.of("2", "1"), ids(AlertState.ACKNOWLEDGED));
    assertEquals(List.of("3"), ids(AlertState.RESOLVED));
    assertEquals(List.of(), ids(AlertState.OPEN));
  }

  @Test
  void listsPageByPageTheNewestFirst() {
    for (int i = 1; i <= 5; i++) {
      store().add(alert("" + i, "s" + i));
    }
    AlertPage first = store().list(AlertState.OPEN, null, 2);
    store().add(alert("6", "s6"));
    AlertPage second = store().list(AlertState.OPEN, first.next(), 2);
    AlertPage last = store().list(null, second.next(), 2);

    assertEquals(List.of("5", "4"), first.alerts().stream().map(Alert::id).toList());
    assertEquals(List.of("3", "2"), second.alerts().stream().map(Alert::id).toList());
    assertEquals(List.of("1"), last.alerts().stream().map(Alert::id).toList());
    assertNull(last.next());
    assertNull(store().list(null, null, 6).next());
    assertThrows(IllegalArgumentException.class, () -> store().list(null, "no", 1));
  }

  @Test
  void removesWhatWasResolvedLongAgo() {
    store().add(alert("old", "a").resolved(NOW));
    store().add(alert("older", "a").resolved(NOW.minusSeconds(1)));
    store().add(alert("young", "b").resolved(LATER));
    store().add(alert("lasts", "c"));

    assertEquals(1, store().purge(LATER.minusMillis(1), 1));
    assertEquals(1, store().purge(LATER.minusMillis(1), 10));
    assertEquals(0, store().purge(LATER.minusMillis(1), 10));
    assertEquals(List.of("young"), ids(AlertState.RESOLVED));
    assertEquals(List.of("lasts"), ids(AlertState.OPEN));
  }
}
