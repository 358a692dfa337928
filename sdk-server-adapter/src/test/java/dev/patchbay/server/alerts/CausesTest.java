package dev.patchbay.server.alerts;

import static dev.patchbay.server.alerts.Seen.NOW;
import static dev.patchbay.server.alerts.Seen.accounts;
import static dev.patchbay.server.alerts.Seen.out;
import static dev.patchbay.server.alerts.Seen.paused;
import static dev.patchbay.server.alerts.Seen.well;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.patchbay.account.Availability.Reason;
import dev.patchbay.books.LedgerHealth;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.server.setup.AlertConfig;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class CausesTest {
  private static final Duration DAY = Duration.ofDays(1);

  private static List<Cause> found(Scene scene) {
    return Causes.of(scene, AlertConfig.DEFAULT, NOW);
  }

  /** What raises an alert: kinds and subjects. */
  private static List<String> raised(Scene scene) {
    return found(scene).stream()
        .filter(Cause::begins)
        .map(cause -> cause.kind() + " " + cause.subject())
        .toList();
  }

  private static Scene accountsOut(Reason reason, FailureKind failure, int seconds) {
    return accounts(out("lab/a", reason, failure, NOW.plusSeconds(seconds)), well("lab/b"));
  }

  static Stream<Arguments> scenes() {
    LedgerHealth degraded = new LedgerHealth(true, 3, 1, "why");
    return Stream.of(
        arguments("", Seen.nothing()),
        arguments("", accounts(well("lab/a"))),
        arguments(
            "ACCOUNT_REFUSED lab/a",
            accounts(
                out("lab/a", Reason.NEEDS_REAUTH, FailureKind.AUTHENTICATION, null),
                well("lab/b"))),
        arguments(
            "ACCOUNT_REFUSED lab/a,PROVIDER_OUT lab",
            accounts(out("lab/a", Reason.NEEDS_REAUTH, FailureKind.AUTHENTICATION, null))),
        arguments(
            "ACCOUNT_QUOTA lab/a", accountsOut(Reason.COOLING, FailureKind.QUOTA_EXHAUSTED, 5)),
        arguments(
            "ACCOUNT_COOLING lab/a", accountsOut(Reason.COOLING, FailureKind.RATE_LIMITED, 600)),
        arguments("", accountsOut(Reason.COOLING, FailureKind.RATE_LIMITED, 599)),
        arguments(
            "ACCOUNT_CIRCUIT lab/a",
            accountsOut(Reason.CIRCUIT_OPEN, FailureKind.SERVER_ERROR, 30)),
        arguments("", accounts(paused("lab/a"))),
        arguments("", accounts(out("lab/a", Reason.PAUSE_HOURS, null, NOW.plusSeconds(9000)))),
        arguments("", accountsOut(Reason.AT_CONCURRENCY_LIMIT, FailureKind.NO_CAPACITY, 1)),
        arguments("PROVIDER_OUT lab", allCooling(60, 45)),
        arguments("", allCooling(60, 20)),
        arguments("", Seen.budget("5.00", "3.99")),
        arguments("BUDGET_NEAR provider:lab/day", Seen.budget("5.00", "4.00")),
        arguments("BUDGET_NEAR provider:lab/day", Seen.budget("5.00", "4.999999")),
        arguments("BUDGET_SPENT provider:lab/day", Seen.budget("5.00", "5.00")),
        arguments("BUDGET_SPENT provider:lab/day", Seen.budget("5.00", "7.00")),
        arguments("", Seen.budget("0", "0")),
        arguments("", Seen.ledger(new LedgerHealth(false, 0, 2, "why"))),
        arguments("LEDGER_DEGRADED ledger", Seen.ledger(degraded)),
        arguments("", Seen.key(null, true)),
        arguments("", Seen.key(NOW.plus(DAY.multipliedBy(8)), true)),
        arguments("KEY_EXPIRING key1", Seen.key(NOW.plus(DAY.multipliedBy(7)), true)),
        arguments("", Seen.key(NOW.plus(DAY), false)),
        arguments("KEY_EXPIRED key1", Seen.key(NOW, true)),
        arguments("KEY_EXPIRED key1", Seen.key(NOW.minus(DAY), true)),
        arguments("", Seen.key(NOW.minus(DAY.multipliedBy(7)), true)),
        arguments("", Seen.rate(19, 19)),
        arguments("", Seen.rate(20, 9)),
        arguments("ERROR_RATE lab", Seen.rate(20, 10)),
        arguments("UNKNOWN_COST lab/m", Seen.unpriced("m", 1)));
  }

  private static Scene allCooling(int one, int other) {
    return accounts(
        out("lab/a", Reason.COOLING, FailureKind.RATE_LIMITED, NOW.plusSeconds(one)),
        out("lab/b", Reason.COOLING, FailureKind.RATE_LIMITED, NOW.plusSeconds(other)),
        paused("lab/c"));
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void findsWhatIsWrong(String expected, Scene scene) {
    assertEquals(expected, String.join(",", raised(scene)));
  }

  @Test
  void anAlertThatIsUpStaysUntilTheCoolingEnds() {
    Scene soon = accountsOut(Reason.COOLING, FailureKind.RATE_LIMITED, 5);

    assertEquals(List.of(), raised(soon));
    assertEquals(Kind.ACCOUNT_COOLING, found(soon).get(0).kind());
    assertEquals(NOW.plusSeconds(5), found(soon).get(0).until());
  }

  @Test
  void everyKindIsFoundButTheOneThatNeedsNoLook() {
    List<Kind> kinds =
        scenes()
            .flatMap(one -> found((Scene) one.get()[1]).stream())
            .map(Cause::kind)
            .distinct()
            .toList();

    assertEquals(Kind.values().length - 1, kinds.size(), kinds::toString);
    assertFalse(kinds.contains(Kind.DATABASE_DOWN));
  }

  @Test
  void saysWhatAPersonCanActOn() {
    assertEquals(
        "The budget provider:lab is nearly used up: 4.25 of 5.00 USD per day are spent",
        found(Seen.budget("5.00", "4.25")).get(0).message());
    assertEquals(
        "3 rows of the ledger wait to be written; 1 were given up before",
        found(Seen.ledger(new LedgerHealth(true, 3, 1, "why"))).get(0).message());
    assertEquals("50 % of 20 attempts at lab failed", found(Seen.rate(20, 10)).get(0).message());
  }

  @Test
  void thresholdsAreThoseOfTheConfiguration() {
    AlertConfig strict =
        new AlertConfig(
            Duration.ofMinutes(1), 0.1, 5, 0.5, Duration.ofSeconds(3), Duration.ofHours(1), null);
    List<Scene> scenes =
        List.of(
            Seen.rate(10, 1),
            Seen.budget("5.00", "2.50"),
            accountsOut(Reason.COOLING, FailureKind.RATE_LIMITED, 3));

    for (Scene scene : scenes) {
      assertEquals(List.of(), raised(scene));
      assertEquals(1, Causes.of(scene, strict, NOW).stream().filter(Cause::begins).count());
    }
    assertEquals(List.of(), Causes.of(Seen.key(NOW.plus(DAY), true), strict, NOW));
  }

  @Test
  void repeatsNothingThatProvidersOrClientsWrote() {
    Stream<Scene> named = Stream.of(Seen.unpriced("sk-canary-0123456789abcdef", 1));
    List<Cause> all =
        Stream.concat(scenes().map(one -> (Scene) one.get()[1]), named)
            .flatMap(scene -> found(scene).stream())
            .toList();

    assertTrue(all.size() > 12);
    for (Cause cause : all) {
      assertFalse((cause.subject() + cause.message()).contains("canary"), cause::toString);
    }
  }
}
