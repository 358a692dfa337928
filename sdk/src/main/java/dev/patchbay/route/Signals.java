package dev.patchbay.route;

import dev.patchbay.account.Account;
import dev.patchbay.account.AccountState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of accounts at the moment of a decision. A plan reads it and nothing else; outcomes
 * change what the next plan reads. Reads are cheap, without locks and without I/O.
 */
public interface Signals {
  /** The stored health of an account. */
  AccountState state(Account account);

  /** How many requests it serves now. */
  int inFlight(Account account);

  /** Mean time to first token in milliseconds (EWMA); 0 if unknown. */
  double firstTokenMillis(Account account, String model);

  /** The provider a session was last served by (pooled draw), if its pin lives. */
  Optional<String> providerOf(String tenant, String sessionKey);

  /** The account a session was last served by at a provider, if its pin lives. */
  Optional<String> accountOf(String tenant, String sessionKey, String provider);

  /** How long ago that account served the session last; empty where there is no pin. */
  Optional<Duration> sinceServed(String tenant, String sessionKey, String provider);

  /**
   * How many requests were routed to the provider so far, for round-robin; a look is no request.
   */
  long turn(String provider);

  /** When the account's quota starts anew, as the provider last stated it; empty if unknown. */
  Optional<Instant> quotaResetsAt(Account account);

  /**
   * The budget that does not allow this request at this account; empty if all do. Only a look: the
   * reservation is made before the attempt.
   */
  Optional<OverBudget> overBudget(RouteQuery query, Target target, Account account);

  /**
   * A budget that does not allow a request. Immutable.
   *
   * @param message which one and why, for the caller
   * @param until when it begins anew; null if never, or if that would not help
   */
  record OverBudget(String message, @Nullable Instant until) {}
}
