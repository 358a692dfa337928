package dev.patchbay.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetsTest {
  private static final Instant NOON = Instant.parse("2026-02-28T12:00:00Z");

  private static Budget budget(String name, Period per) {
    int colon = name.indexOf(':');
    BudgetScope scope = BudgetScope.valueOf(name.substring(0, colon).toUpperCase());
    return Budget.of(scope, name.substring(colon + 1), new BigDecimal("5.00"), per);
  }

  private static Expense expense(String key) {
    return new Expense(
        key, List.of("nightly", "team-a"), "groq", "groq/main", "llama-3.3-70b-versatile");
  }

  @ParameterizedTest
  @CsvSource({
    "key:*, true",
    "key:k1, true",
    "key:k2, false",
    "tag:team-a, true",
    "tag:team, false",
    "tag:*, true",
    "provider:groq, true",
    "provider:openai, false",
    "account:groq/main, true",
    "account:main, false",
    "account:groq/other, false",
    "model:llama-3.3-70b-versatile, true",
    "model:llama-*, true",
    "model:llama, false",
    "model:*, true",
  })
  void aBudgetCoversWhatItNames(String name, boolean covers) {
    assertEquals(covers, budget(name, Period.DAY).covers(expense("k1")));
  }

  @ParameterizedTest
  @CsvSource({"key:*, true", "key:k1, false", "tag:nightly, true"})
  void aCallerWithoutAKeyFallsUnderWhatIsForEveryone(String name, boolean covers) {
    assertEquals(covers, budget(name, Period.DAY).covers(expense(null)));
  }

  @ParameterizedTest
  @CsvSource({
    "DAY, 2026-02-28T23:59:59.999Z, 2026-02-28, 2026-03-01T00:00:00Z",
    "DAY, 2026-03-01T00:00:00Z, 2026-03-01, 2026-03-02T00:00:00Z",
    "DAY, 2028-02-28T01:00:00Z, 2028-02-28, 2028-02-29T00:00:00Z",
    "MONTH, 2026-02-28T23:59:59.999Z, 2026-02, 2026-03-01T00:00:00Z",
    "MONTH, 2026-12-31T12:00:00Z, 2026-12, 2027-01-01T00:00:00Z",
    "TOTAL, 2026-02-28T23:59:59Z, total, ",
  })
  void aPeriodIsOfUtcAndEndsWhenTheNextBegins(Period per, String at, String name, String end) {
    assertEquals(name, per.at(Instant.parse(at)));
    assertEquals(end == null ? null : Instant.parse(end), per.end(name));
  }

  @Test
  void theBudgetsOfAnExpenseAreInTheOrderOfLocks() {
    Budgets budgets =
        new Budgets(
            Stream.of("tag:team-a", "model:*", "key:k2", "account:groq/main")
                .map(name -> budget(name, Period.DAY))
                .toList(),
            false);
    assertEquals(
        List.of("account:groq/main", "model:*", "tag:team-a"),
        budgets.over(expense("k1"), NOON).stream().map(hold -> hold.budget().name()).toList());
  }

  @Test
  void aChangedLimitIsTheSameBudget() {
    Budget five = budget("key:*", Period.DAY);
    assertEquals(five.id(), Budget.of(BudgetScope.KEY, "*", BigDecimal.TEN, Period.DAY).id());
  }

  @ParameterizedTest
  @CsvSource({"-1", "2000000.01", "0.0000000000001", "1e30"})
  void aLimitThatIsNoAmountIsRefused(BigDecimal limit) {
    assertThrows(
        IllegalArgumentException.class, () -> Budget.of(BudgetScope.KEY, "*", limit, Period.DAY));
  }

  @Test
  void aRefusalNamesTheBudgetWhatIsUsedAndWhenItRenews() {
    Hold hold = budget("key:*", Period.DAY).at(NOON);
    assertEquals(
        "The budget key:* (5 USD per day) does not allow this request, which may cost 0.02 USD:"
            + " 4.98 USD are spent and 0.015 USD reserved; it renews on 2026-03-01 at 00:00 UTC",
        new Standing(hold, 4_980_000_000_000L, 15_000_000_000L).refusal(20_000_000_000L));
    Hold all = budget("tag:x", Period.TOTAL).at(NOON);
    assertEquals(
        "The budget tag:x (5 USD in all) does not allow this request: 5.5 USD are spent; it does"
            + " not renew",
        new Standing(all, 5_500_000_000_000L, 0).refusal(null));
  }
}
