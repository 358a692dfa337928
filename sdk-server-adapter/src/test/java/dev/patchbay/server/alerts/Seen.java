package dev.patchbay.server.alerts;

import dev.patchbay.AccountStatus;
import dev.patchbay.access.ApiKey;
import dev.patchbay.account.Availability.Reason;
import dev.patchbay.books.LedgerHealth;
import dev.patchbay.budget.Budget;
import dev.patchbay.budget.BudgetScope;
import dev.patchbay.budget.Hold;
import dev.patchbay.budget.Period;
import dev.patchbay.budget.Standing;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.price.PicoUsd;
import dev.patchbay.secret.Secret;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a test lets the alerts see. */
final class Seen {
  static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  private Seen() {}

  static Scene nothing() {
    return new Scene(List.of(), List.of(), LedgerHealth.GOOD, List.of(), Scene.Recent.NOTHING);
  }

  static Scene accounts(AccountStatus... accounts) {
    return new Scene(
        List.of(accounts), List.of(), LedgerHealth.GOOD, List.of(), Scene.Recent.NOTHING);
  }

  static Scene budget(String limit, String spent) {
    Budget budget = Budget.of(BudgetScope.PROVIDER, "lab", new BigDecimal(limit), Period.DAY);
    Standing standing =
        new Standing(
            new Hold(budget, Period.DAY.at(NOW)),
            Objects.requireNonNull(PicoUsd.of(new BigDecimal(spent))),
            0);
    return new Scene(
        List.of(), List.of(standing), LedgerHealth.GOOD, List.of(), Scene.Recent.NOTHING);
  }

  static Scene ledger(LedgerHealth health) {
    return new Scene(List.of(), List.of(), health, List.of(), Scene.Recent.NOTHING);
  }

  static Scene key(@Nullable Instant end, boolean enabled) {
    ApiKey key =
        ApiKey.builder("key1", "ci", Secret.of("pb-0123456789abcdef-canary-0123456789"), NOW)
            .expiresAt(end)
            .enabled(enabled)
            .build();
    return new Scene(List.of(), List.of(), LedgerHealth.GOOD, List.of(key), Scene.Recent.NOTHING);
  }

  static Scene rate(long attempts, long failed) {
    return traffic(new Scene.Recent(List.of(new Scene.Rate("lab", attempts, failed)), List.of()));
  }

  static Scene unpriced(String model, long answers) {
    return traffic(new Scene.Recent(List.of(), List.of(new Scene.Unpriced("lab", model, answers))));
  }

  private static Scene traffic(Scene.Recent recent) {
    return new Scene(List.of(), List.of(), LedgerHealth.GOOD, List.of(), recent);
  }

  static AccountStatus well(String alias) {
    return account(alias, false, null, null, null);
  }

  static AccountStatus paused(String alias) {
    return account(alias, true, Reason.PAUSED, null, null);
  }

  static AccountStatus out(
      String alias, Reason reason, @Nullable FailureKind failure, @Nullable Instant until) {
    return account(alias, false, reason, failure, until);
  }

  private static AccountStatus account(
      String alias,
      boolean paused,
      @Nullable Reason reason,
      @Nullable FailureKind failure,
      @Nullable Instant until) {
    String said = "the provider quotes sk-canary-0123456789abcdef and more";
    return new AccountStatus(
        alias,
        alias.substring(0, alias.indexOf('/')),
        100,
        paused,
        reason == null,
        reason == null ? "available" : reason.name().toLowerCase(Locale.ROOT),
        reason == null ? "" : reason + ": " + said,
        failure,
        until,
        null,
        0,
        0,
        null,
        0,
        0);
  }
}
