package dev.patchbay.lease;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.patchbay.account.Account;
import dev.patchbay.account.AccountState;
import dev.patchbay.account.AccountStateBuilder;
import dev.patchbay.account.AccountStateStore;
import dev.patchbay.account.Availability;
import dev.patchbay.account.Health;
import dev.patchbay.account.HealthRules;
import dev.patchbay.account.Probe;
import dev.patchbay.account.SessionStore;
import dev.patchbay.event.RouteListener;
import dev.patchbay.failure.Failure;
import dev.patchbay.route.Candidate;
import dev.patchbay.route.Plan;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.route.Signals;
import dev.patchbay.route.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives out leases of accounts and learns from how they end; what it learned are the {@link
 * Signals} of the next plan. Health lives in the store and survives this object; in-flight counts,
 * pins, averages and turns live here. Thread-safe.
 */
public final class Leases implements Signals {
  private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
  private static final int MOST_QUOTAS = 10_000;
  private static final int MOST_PROVIDERS = 10_000;

  private final AccountStateStore store;
  private final Clock clock;
  private final HealthRules rules;
  private final Supplier<Duration> sessionDuration;
  private final HealthEvents events;
  private final InFlight inFlight = new InFlight();
  private final LostLeases lost = new LostLeases();
  private final FirstTokens firstTokens = new FirstTokens();
  private final SessionPins pins;
  private final Cache<String, AtomicLong> turns =
      Caffeine.newBuilder().maximumSize(MOST_PROVIDERS).executor(Runnable::run).build();
  private final Cache<String, Instant> quotas =
      Caffeine.newBuilder().maximumSize(MOST_QUOTAS).executor(Runnable::run).build();
  // Probes are single in all processes that share the store: holders must differ among them.
  private final String process = UUID.randomUUID().toString();
  private final AtomicLong given = new AtomicLong();

  /**
   * Creates leases.
   *
   * @param sessionDuration how long an account's session, and a pin after its last use, lasts now
   * @param listener hears of coolings and circuits, on the thread that closed the lease
   */
  public Leases(
      AccountStateStore store,
      SessionStore sessions,
      Clock clock,
      HealthRules rules,
      Supplier<Duration> sessionDuration,
      RouteListener listener) {
    this.store = store;
    this.clock = clock;
    this.rules = rules;
    this.sessionDuration = sessionDuration;
    this.events = new HealthEvents(listener);
    this.pins = new SessionPins(sessions, sessionDuration, clock);
  }

  /**
   * A lease, or empty for "not now": the account is at its concurrency limit, went out since the
   * plan was made, or another request is its probe already. Waits for nothing, but for the store
   * where the lease would be the one probe, among all processes, of an account that is out.
   */
  public Optional<Lease> acquire(Candidate candidate) {
    return lease(candidate, false);
  }

  /**
   * As {@link #acquire}, for a retry in place: what the failure before has just done to the account
   * does not count, its concurrency limit, pause and refusal do. A probe stays one: it gives way to
   * another request's.
   */
  public Optional<Lease> acquireAgain(Candidate candidate) {
    return lease(candidate, true);
  }

  /** Pins the query's session, if it has one, to who served it. */
  public void pin(RouteQuery query, Candidate served) {
    if (query.sessionKey() != null) {
      pins.pin(query.tenant(), query.sessionKey(), served.account());
    }
  }

  /** Notes when a provider said that an account's quota starts anew. */
  public void noteQuotaReset(Account account, Instant at) {
    quotas.put(account.stateKey(), at);
  }

  /** Forgets what is known against an account; its counts and a pause stay. */
  public void reset(Account account) {
    store.updateShared(account.stateKey(), Health::afterReset);
  }

  /**
   * Takes an account out of rotation, or puts it back, for all that share the store. May wait for
   * the store.
   */
  public void pause(Account account, boolean paused) {
    store.updateShared(account.stateKey(), state -> state.toBuilder().paused(paused).build());
  }

  /**
   * An account has another credential now: a pause, which is of the account and not of its
   * credential, goes over to it, if nobody knows that one yet.
   */
  public void succeed(Account before, Account after) {
    if (state(before).paused()) {
      store.updateShared(
          after.stateKey(),
          state -> state.version() > 0 ? state : state.toBuilder().paused(true).build());
    }
  }

  @Override
  public AccountState state(Account account) {
    return store.get(account.stateKey());
  }

  @Override
  public int inFlight(Account account) {
    lost.collect(this::takeBack);
    return inFlight.of(account);
  }

  @Override
  public double firstTokenMillis(Account account, String model) {
    return firstTokens.millis(account, model);
  }

  @Override
  public Optional<String> providerOf(String tenant, String sessionKey) {
    return pins.providerOf(tenant, sessionKey);
  }

  @Override
  public Optional<String> accountOf(String tenant, String sessionKey, String provider) {
    return pins.accountOf(tenant, sessionKey, provider);
  }

  @Override
  public Optional<Duration> sinceServed(String tenant, String sessionKey, String provider) {
    return pins.age(tenant, sessionKey, provider);
  }

  @Override
  public long turn(String provider) {
    AtomicLong turn = turns.getIfPresent(provider);
    return turn == null ? 0 : turn.get();
  }

  /**
   * A request goes by this plan: the turns of its providers move on. A plan only looked at doesn't.
   */
  public void routed(Plan plan) {
    for (String provider : providers(plan)) {
      turns.get(provider, key -> new AtomicLong()).incrementAndGet();
    }
  }

  private static Set<String> providers(Plan plan) {
    Set<String> providers = new HashSet<>();
    for (Candidate candidate : plan.candidates()) {
      providers.add(candidate.target().provider().id());
    }
    return providers;
  }

  @Override
  public Optional<Instant> quotaResetsAt(Account account) {
    return Optional.ofNullable(quotas.getIfPresent(account.stateKey()))
        .filter(at -> at.isAfter(clock.instant()));
  }

  /** Empty: leases know no budgets; who keeps them answers in front of this. */
  @Override
  public Optional<OverBudget> overBudget(RouteQuery query, Target target, Account account) {
    return Optional.empty();
  }

  private Optional<Lease> lease(Candidate candidate, boolean again) {
    lost.collect(this::takeBack);
    Account account = candidate.account();
    if (!inFlight.enter(account)) {
      return Optional.empty();
    }
    @Nullable Grant grant = null;
    try {
      grant = grant(candidate, again);
    } finally {
      if (grant == null) {
        inFlight.leave(account);
      }
    }
    if (grant == null) {
      return Optional.empty();
    }
    Lease lease = new Lease(this, grant);
    lost.watch(lease, grant);
    return Optional.of(lease);
  }

  private @Nullable Grant grant(Candidate candidate, boolean again) {
    Instant now = clock.instant();
    String holder = process + ":" + given.incrementAndGet();
    String key = candidate.account().stateKey();
    boolean repeated = again && !candidate.probe();
    AccountState state = store.get(key);
    if (!repeated && wouldProbe(candidate, state, now)) {
      // Decided inside the change: between a look and a change another process could step in.
      UnaryOperator<AccountState> taken =
          kept -> wouldProbe(candidate, kept, now) ? begun(kept, holder, now) : kept;
      state = store.updateShared(key, taken).after();
      if (isHeld(state, holder)) {
        return new Grant(candidate, holder, true, now, new AtomicBoolean());
      }
    }
    Availability look = look(candidate, state, now);
    boolean free = look.available() && !look.probe();
    if (!free && !(repeated && state.needsReauth() == null && !state.paused())) {
      return null;
    }
    store.update(key, kept -> begun(kept, null, now));
    return new Grant(candidate, holder, false, now, new AtomicBoolean());
  }

  private static Availability look(Candidate candidate, AccountState state, Instant now) {
    return Availability.of(candidate.account(), state, 0, candidate.target().model(), now);
  }

  private static boolean wouldProbe(Candidate candidate, AccountState state, Instant now) {
    Availability look = look(candidate, state, now);
    return look.probe() || mayProbe(candidate, look, state, now);
  }

  private static boolean isHeld(AccountState state, String holder) {
    Probe probe = state.probe();
    return probe != null && probe.holder().equals(holder);
  }

  /** A plan without anybody else may try who is out for a guessed reason: one caller at a time. */
  private static boolean mayProbe(
      Candidate candidate, Availability look, AccountState state, Instant now) {
    Probe running = state.probe();
    return candidate.probe()
        && look.guessed()
        && (running == null || !running.until().isAfter(now));
  }

  private AccountState begun(AccountState state, @Nullable String prober, Instant now) {
    AccountStateBuilder next = state.toBuilder().used(now);
    Instant session = state.sessionStartedAt();
    if (session == null || !now.isBefore(session.plus(sessionDuration.get()))) {
      next.sessionStartedAt(now);
    }
    if (prober != null) {
      next.probe(new Probe(prober, now.plus(rules.probeLease())));
    }
    return next.build();
  }

  void succeeded(Grant grant, @Nullable Duration timeToFirstToken) {
    if (timeToFirstToken != null) {
      firstTokens.add(grant.candidate().account(), grant.model(), timeToFirstToken);
    }
    close(
        grant,
        state -> Health.afterSuccess(state, grant.model(), grant.startedAt(), grant.probe()));
  }

  void ignored(Grant grant) {
    close(grant, UnaryOperator.identity());
  }

  void dropped(Grant grant, Failure failure) {
    Instant now = clock.instant();
    close(grant, state -> Health.after(state, failure, grant.model(), now, rules));
  }

  private void takeBack(Grant grant) {
    LOG.warn("A lease of {} was never closed", grant.candidate().label());
    ignored(grant);
  }

  private void close(Grant grant, UnaryOperator<AccountState> outcome) {
    Account account = grant.candidate().account();
    try {
      AccountStateStore.Change change =
          store.update(
              account.stateKey(), state -> withoutProbe(outcome.apply(state), grant.holder()));
      events.tell(account, grant.model(), change.before(), change.after(), clock.instant());
    } finally {
      inFlight.leave(account);
    }
  }

  /** Only the probe's own lease takes its mark away: a late one must not free its successor's. */
  private static AccountState withoutProbe(AccountState state, String holder) {
    return isHeld(state, holder) ? state.toBuilder().probe(null).build() : state;
  }
}
