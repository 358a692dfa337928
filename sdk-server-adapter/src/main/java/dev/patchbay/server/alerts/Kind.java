package dev.patchbay.server.alerts;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be wrong, and what to do. */
public enum Kind {
  /** The provider refuses an account's credential. */
  ACCOUNT_REFUSED(
      true, "Replace its key, then 'patchbay accounts reset': nothing else puts it back"),
  /** The balance or quota of an account is used up. */
  ACCOUNT_QUOTA(false, "Wait until it renews, or top it up and reset the account"),
  /** An account is out of rotation for long. */
  ACCOUNT_COOLING(false, "Wait, ask for a higher limit, or add an account"),
  /** An account failed so often in a row that it is asked no more for a while. */
  ACCOUNT_CIRCUIT(false, "See the last failures: patchbay logs; it is tried again by itself"),
  /** No account of a provider can be used. */
  PROVIDER_OUT(true, "See its accounts: patchbay accounts list; add one, or another provider"),
  /** Many attempts at a provider fail. */
  ERROR_RATE(false, "See why: GET /monitor/requests?outcome=failed; pause what is broken"),
  /** Most of a budget is spent. */
  BUDGET_NEAR(false, "Raise it, or expect refusals: a request that may cost more is refused"),
  /** A budget is used up. */
  BUDGET_SPENT(true, "Raise it, or wait until it renews"),
  /** Answers came of which nobody knows what they cost. */
  UNKNOWN_COST(false, "Set a price under 'prices'; budgets don't see what has none", hours(1)),
  /** Rows of the ledger wait. */
  LEDGER_DEGRADED(true, "See why the database does not take them; don't stop the server before"),
  /** The database does not answer. */
  DATABASE_DOWN(true, "See whether it runs, is reachable, and has room: patchbay doctor"),
  /** An API key is about to end. */
  KEY_EXPIRING(false, "Make a new one, or give it a later end, before its clients are refused"),
  /** An API key has ended lately. */
  KEY_EXPIRED(false, "Its clients are refused: make a new one, or remove it");

  private static final Duration USUAL = Duration.ofMinutes(1);

  private final boolean critical;
  private final String cure;
  private final Duration settle;

  Kind(boolean critical, String cure) {
    this(critical, cure, Duration.ofMinutes(1));
  }

  Kind(boolean critical, String cure, Duration settle) {
    this.critical = critical;
    this.cure = cure;
    this.settle = settle;
  }

  private static Duration hours(int hours) {
    return Duration.ofHours(hours);
  }

  /** Its name in answers, such as {@code account_refused}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** {@code critical} if requests fail or numbers are lost until somebody acts, else a warning. */
  public String severity() {
    return critical ? "critical" : "warning";
  }

  /** What to do. */
  public String cure() {
    return cure;
  }

  /** How long its cause must not be seen by anybody until it is over. */
  Duration settle() {
    return settle;
  }

  /** The kind of a word; empty if a later version knows it. */
  public static Optional<Kind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }

  /** How long a cause of a kind must not be seen. */
  static Duration settle(String word) {
    return of(word).map(Kind::settle).orElse(USUAL);
  }
}
