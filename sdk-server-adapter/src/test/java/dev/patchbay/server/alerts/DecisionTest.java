package dev.patchbay.server.alerts;

import static dev.patchbay.server.alerts.Seen.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.alert.Alert;
import dev.patchbay.alert.AlertStore;
import dev.patchbay.server.alerts.Decision.Change;
import dev.patchbay.server.alerts.Decision.Note;
import dev.patchbay.server.alerts.Decision.Raise;
import dev.patchbay.server.alerts.Decision.Resolve;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DecisionTest {
  private static final Cause REFUSED = Cause.of(Kind.ACCOUNT_REFUSED, "lab/a", "refused");

  private static List<Change> decide(List<Alert> unresolved, Duration later, Cause... causes) {
    return Decision.of(unresolved, List.of(causes), NOW.plus(later), () -> "new");
  }

  private static Alert alert(Cause cause) {
    return ((Raise) decide(List.of(), Duration.ZERO, cause).get(0)).alert();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void eachKindIsRaisedOnceAndResolvedWhenItIsGoneForLong(Kind kind) {
    Cause cause = Cause.of(kind, "it", "is wrong");
    Alert alert = alert(cause);

    assertEquals(kind.word(), alert.kind());
    assertEquals(Kind.of(alert.kind()).orElseThrow(), kind);
    assertEquals(List.of(), decide(List.of(alert), Duration.ofSeconds(5), cause));
    assertEquals(List.of(), decide(List.of(alert), kind.settle().minusMillis(1)));
    Alert over =
        assertInstanceOf(Resolve.class, decide(List.of(alert), kind.settle()).get(0)).alert();
    assertEquals(NOW.plus(kind.settle()), over.resolvedAt());
  }

  @Test
  void whatOnlyKeepsAnAlertUpRaisesNone() {
    Cause weak = new Cause(Kind.ACCOUNT_COOLING, "lab/a", "cools", null, false);
    Alert up = alert(Cause.of(Kind.ACCOUNT_COOLING, "lab/a", "cools"));

    assertEquals(List.of(), decide(List.of(), Duration.ZERO, weak));
    assertInstanceOf(Note.class, decide(List.of(up), Kind.ACCOUNT_COOLING.settle(), weak).get(0));
  }

  @Test
  void aCauseThatLastsIsNotedNowAndThenAndCountsOnce() {
    Alert alert = alert(REFUSED);
    assertEquals(List.of(), decide(List.of(alert), Decision.NOTED.minusMillis(1), REFUSED));
    Note noted = (Note) decide(List.of(alert), Decision.NOTED, REFUSED).get(0);

    assertEquals(NOW, noted.before());
    assertEquals(1, noted.alert().times());
    assertEquals(NOW.plus(Decision.NOTED), noted.alert().seenAt());
    assertEquals(NOW, noted.alert().raisedAt());
  }

  @Test
  void aCauseThatComesBackBeforeItIsOverCountsAgain() {
    Alert alert = alert(REFUSED).acknowledged(NOW);
    Cause now = Cause.of(Kind.ACCOUNT_REFUSED, "lab/a", "again", NOW.plusSeconds(99));
    Note noted = (Note) decide(List.of(alert), Decision.GAP.plusMillis(1), now).get(0);

    assertEquals(2, noted.alert().times());
    assertEquals("again", noted.alert().message());
    assertEquals(NOW.plusSeconds(99), noted.alert().until());
    assertEquals(NOW, noted.alert().acknowledgedAt());
  }

  @Test
  void kindsAndSubjectsAreToldApart() {
    Alert alert = alert(REFUSED);
    Cause sameSubject = Cause.of(Kind.ACCOUNT_CIRCUIT, "lab/a", "fails");
    Cause sameKind = Cause.of(Kind.ACCOUNT_REFUSED, "lab/b", "refused");

    assertEquals(2, decide(List.of(alert), Duration.ZERO, REFUSED, sameSubject, sameKind).size());
  }

  @Test
  void whatALaterVersionRaisedIsResolvedToo() {
    Alert strange = Alert.raised("1", "moon_down", "moon", "fell", null, NOW);

    assertEquals(List.of(), decide(List.of(strange), Duration.ofSeconds(59)));
    assertEquals(1, decide(List.of(strange), Duration.ofMinutes(1)).size());
  }

  @Test
  void thereAreNoMoreThanCanBeLookedAt() {
    List<Alert> many =
        IntStream.range(0, AlertStore.MOST_UNRESOLVED)
            .mapToObj(i -> Alert.raised("" + i, "account_refused", "s" + i, "m", null, NOW))
            .toList();

    assertEquals(List.of(), decide(many, Duration.ZERO, REFUSED));
    assertEquals(1, decide(many.subList(1, many.size()), Duration.ZERO, REFUSED).size());
    assertTrue(decide(many, Duration.ofHours(2)).size() == many.size());
  }
}
