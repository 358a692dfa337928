package dev.patchbay.planner;

import dev.patchbay.account.Account;
import dev.patchbay.account.AccountState;
import dev.patchbay.account.Circuit;
import dev.patchbay.account.Cooling;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.route.Signals;
import dev.patchbay.route.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Signals made of words. */
final class FakeSignals implements Signals {
  private final Map<String, AccountState> states = new HashMap<>();
  private final Map<String, Integer> inFlight = new HashMap<>();
  private final Map<String, Double> millis = new HashMap<>();
  private final Map<String, Instant> quotas = new HashMap<>();
  private final Map<String, String> budgets = new HashMap<>();
  final Map<String, String> providerPins = new HashMap<>();
  final Map<String, String> accountPins = new HashMap<>();
  Duration sinceServed = Duration.ZERO;
  long turn;

  /** What a turn grows by each time it is asked for. */
  long turnStep;

  /** If set, numbers and times differ with every reading, as those of a busy router do. */
  RandomGenerator restless;

  /**
   * Sets the state of an account by a word: {@code reauth}, {@code paused}, {@code stated+30m} and
   * {@code quota-out+1h} (limits with a stated end), {@code guess+30s}, {@code overloaded+10s},
   * {@code circuit+20s}, {@code due+1h} (a long bench due for a probe), {@code session-1h}, {@code
   * used=3}, {@code busy=2}, {@code ttft=300}, {@code resets+2h}, {@code broke}, {@code
   * parked=model}.
   */
  void set(String alias, String word) {
    int at = indexOfSign(word);
    String name = word.substring(0, at);
    String value = at == word.length() ? "" : word.substring(at + 1);
    Instant until = word.indexOf('+') == at ? PlanCase.NOW.plus(duration(value)) : PlanCase.NOW;
    switch (name) {
      case "reauth" -> put(alias, State.reauth("401 invalid key"));
      case "paused" -> put(alias, AccountState.NEW.toBuilder().paused(true).build());
      case "stated" -> put(alias, cooling(FailureKind.RATE_LIMITED, until, true, false));
      case "quota-out" -> put(alias, cooling(FailureKind.QUOTA_EXHAUSTED, until, true, false));
      case "guess" -> put(alias, cooling(FailureKind.RATE_LIMITED, until, false, false));
      case "forbidden" -> put(alias, cooling(FailureKind.PERMISSION, until, false, false));
      case "overloaded" -> put(alias, cooling(FailureKind.OVERLOADED, until, true, false));
      case "due" -> put(alias, cooling(FailureKind.RATE_LIMITED, until, true, true));
      case "circuit" -> put(alias, State.circuit(new Circuit(5, until, Duration.ofSeconds(20))));
      case "session" ->
          put(alias, State.session(PlanCase.NOW.minus(duration(value)), requests(alias)));
      case "used" -> put(alias, State.used(Long.parseLong(value)));
      case "busy" -> inFlight.put(alias, Integer.valueOf(value));
      case "ttft" -> millis.put(alias, Double.valueOf(value));
      case "resets" -> quotas.put(alias, until);
      case "broke" -> budgets.put(alias, "the day's 5.00 USD are spent");
      case "parked" -> put(alias, State.parked(Map.of(value, PlanCase.NOW.plusSeconds(60))));
      default -> throw new IllegalArgumentException(word);
    }
  }

  private static int indexOfSign(String word) {
    for (String name : new String[] {"quota-out+"}) {
      if (word.startsWith(name)) {
        return name.length() - 1;
      }
    }
    int at = word.length();
    for (char sign : new char[] {'+', '-', '='}) {
      int found = word.indexOf(sign);
      at = found >= 0 && found < at ? found : at;
    }
    return at;
  }

  private static Duration duration(String text) {
    return Duration.parse("PT" + text.toUpperCase(java.util.Locale.ROOT));
  }

  private long requests(String alias) {
    return states.getOrDefault(alias, AccountState.NEW).requests();
  }

  private void put(String alias, AccountState state) {
    states.put(alias, state);
  }

  private static AccountState cooling(
      FailureKind kind, Instant until, boolean stated, boolean due) {
    return State.cooling(
        new Cooling(kind, until, stated, "slow down", PlanCase.NOW, due ? PlanCase.NOW : null));
  }

  @Override
  public AccountState state(Account account) {
    return restless == null
        ? states.getOrDefault(account.alias(), AccountState.NEW)
        : State.session(PlanCase.NOW.minusSeconds(restless.nextInt(999)), restless.nextInt(999));
  }

  @Override
  public int inFlight(Account account) {
    return inFlight.getOrDefault(account.alias(), 0);
  }

  @Override
  public double firstTokenMillis(Account account, String model) {
    return restless != null ? restless.nextDouble() : millis.getOrDefault(account.alias(), 0.0);
  }

  @Override
  public Optional<String> providerOf(String tenant, String sessionKey) {
    return Optional.ofNullable(providerPins.get(tenant + " " + sessionKey));
  }

  @Override
  public Optional<String> accountOf(String tenant, String sessionKey, String provider) {
    return Optional.ofNullable(accountPins.get(tenant + " " + sessionKey + " " + provider));
  }

  @Override
  public Optional<Duration> sinceServed(String tenant, String sessionKey, String provider) {
    return accountOf(tenant, sessionKey, provider).map(account -> sinceServed);
  }

  @Override
  public long turn(String provider) {
    long now = turn;
    turn += turnStep;
    return now;
  }

  @Override
  public Optional<Instant> quotaResetsAt(Account account) {
    return restless != null
        ? Optional.of(PlanCase.NOW.plusSeconds(restless.nextInt(999)))
        : Optional.ofNullable(quotas.get(account.alias()));
  }

  @Override
  public Optional<OverBudget> overBudget(RouteQuery query, Target target, Account account) {
    return Optional.ofNullable(budgets.get(account.alias()))
        .map(message -> new OverBudget(message, null));
  }

  /** States of which one thing is said. */
  private static final class State {
    private static AccountState of(
        Cooling cooling,
        Map<String, Instant> parked,
        String reauth,
        Circuit circuit,
        Instant session,
        long requests) {
      return new AccountState(
          1, cooling, Map.of(), parked, reauth, 0, null, circuit, Map.of(), null, session, null,
          requests, false);
    }

    static AccountState cooling(Cooling cooling) {
      return of(cooling, Map.of(), null, Circuit.CLOSED, null, 0);
    }

    static AccountState reauth(String why) {
      return of(null, Map.of(), why, Circuit.CLOSED, null, 0);
    }

    static AccountState circuit(Circuit circuit) {
      return of(null, Map.of(), null, circuit, null, 0);
    }

    static AccountState parked(Map<String, Instant> models) {
      return of(null, models, null, Circuit.CLOSED, null, 0);
    }

    static AccountState session(Instant start, long requests) {
      return of(null, Map.of(), null, Circuit.CLOSED, start, requests);
    }

    static AccountState used(long requests) {
      return of(null, Map.of(), null, Circuit.CLOSED, null, requests);
    }
  }
}
