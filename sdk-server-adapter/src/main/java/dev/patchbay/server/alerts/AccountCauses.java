package dev.patchbay.server.alerts;

import dev.patchbay.AccountStatus;
import dev.patchbay.account.Availability.Reason;
import dev.patchbay.failure.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with accounts. What providers said of it stays in the log of requests: it may quote
 * anything. One that is due for a probe counts as out until somebody was served there. Pure.
 */
final class AccountCauses {
  /** A provider all of whose accounts are back so soon is no news. */
  private static final Duration SHORT = Duration.ofSeconds(30);

  private final Duration longCooling;
  private final Instant now;
  private final List<Cause> found = new ArrayList<>();

  private AccountCauses(Duration longCooling, Instant now) {
    this.longCooling = longCooling;
    this.now = now;
  }

  static List<Cause> of(List<AccountStatus> accounts, Duration longCooling, Instant now) {
    AccountCauses causes = new AccountCauses(longCooling, now);
    Map<String, List<AccountStatus>> byProvider = new LinkedHashMap<>();
    for (AccountStatus account : accounts) {
      if (!rests(account)) {
        causes.account(account);
        byProvider.computeIfAbsent(account.provider(), id -> new ArrayList<>()).add(account);
      }
    }
    byProvider.forEach(causes::provider);
    return causes.found;
  }

  /** Somebody wants it so. */
  private static boolean rests(AccountStatus account) {
    return account.paused() || reason(account) == Reason.PAUSE_HOURS;
  }

  private void account(AccountStatus account) {
    String alias = account.alias();
    Reason reason = reason(account);
    if (reason == Reason.NEEDS_REAUTH) {
      found.add(
          Cause.of(Kind.ACCOUNT_REFUSED, alias, "The credential of " + alias + " is refused"));
    } else if (reason == Reason.CIRCUIT_OPEN) {
      String text = alias + " failed several times in a row and is asked no more for now";
      found.add(Cause.of(Kind.ACCOUNT_CIRCUIT, alias, text, account.until()));
    } else if (reason == Reason.COOLING && account.failure() == FailureKind.QUOTA_EXHAUSTED) {
      String text = "The balance or quota of " + alias + " is used up";
      found.add(Cause.of(Kind.ACCOUNT_QUOTA, alias, text, account.until()));
    } else if (reason == Reason.COOLING) {
      String text = alias + " is out of rotation: " + word(account.failure());
      boolean begins = lasts(account.until(), longCooling);
      found.add(new Cause(Kind.ACCOUNT_COOLING, alias, text, account.until(), begins));
    }
  }

  private static String word(@Nullable FailureKind failure) {
    return failure == null ? "unknown" : failure.name().toLowerCase(Locale.ROOT);
  }

  private void provider(String provider, List<AccountStatus> accounts) {
    if (!accounts.stream().allMatch(AccountCauses::isOut)) {
      return;
    }
    Instant first =
        accounts.stream()
            .map(AccountStatus::until)
            .filter(Objects::nonNull)
            .min(Instant::compareTo)
            .orElse(null);
    String text =
        accounts.size() == 1
            ? "The only account of " + provider + " can't be used"
            : "None of the " + accounts.size() + " accounts of " + provider + " can be used";
    found.add(new Cause(Kind.PROVIDER_OUT, provider, text, first, first == null || lasts(first)));
  }

  private boolean lasts(@Nullable Instant until) {
    return lasts(until, SHORT);
  }

  private boolean lasts(@Nullable Instant until, Duration time) {
    return until == null || !until.isBefore(now.plus(time));
  }

  private static boolean isOut(AccountStatus account) {
    Reason reason = reason(account);
    return reason != null && reason != Reason.AT_CONCURRENCY_LIMIT;
  }

  /** The reason of an account begins with its name, also while it is due for a probe. */
  private static @Nullable Reason reason(AccountStatus account) {
    for (Reason reason : Reason.values()) {
      if (account.reason().startsWith(reason.name() + ":")) {
        return reason;
      }
    }
    return null;
  }
}
