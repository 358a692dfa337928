package dev.patchbay.lease;

import dev.patchbay.account.Account;
import dev.patchbay.account.AccountStateStore;
import dev.patchbay.account.HealthRules;
import dev.patchbay.account.SessionStore;
import dev.patchbay.event.RouteEvent;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.provider.Auth;
import dev.patchbay.provider.ModelCard;
import dev.patchbay.provider.Provider;
import dev.patchbay.route.Candidate;
import dev.patchbay.route.Grade;
import dev.patchbay.route.Target;
import dev.patchbay.secret.Secret;
import dev.patchbay.store.account.MemoryAccountStates;
import dev.patchbay.store.account.MemorySessions;
import dev.patchbay.wire.CacheRule;
import dev.patchbay.wire.Protocol;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Leases over a clock that stands until it is moved. */
final class LeaseFixture {
  private static final Provider PROVIDER =
      new Provider(
          "openai",
          "openai",
          Map.of(Protocol.OPENAI_CHAT, "https://example.invalid/v1"),
          null,
          Auth.BEARER,
          Map.of(),
          null,
          null,
          100,
          1,
          Map.of(),
          false,
          List.of(),
          null,
          false,
          Set.of(),
          null,
          null,
          null,
          CacheRule.KEEP,
          "OPENAI");

  final Time time = new Time();
  final AccountStateStore store = new MemoryAccountStates();
  final SessionStore sessions = new MemorySessions();
  final Queue<RouteEvent> events = new ConcurrentLinkedQueue<>();
  final Leases leases = leases();

  Leases leases() {
    return new Leases(
        store, sessions, time, HealthRules.DEFAULTS, () -> Duration.ofHours(5), events::add);
  }

  List<String> eventNames() {
    return events.stream().map(e -> e.getClass().getSimpleName()).toList();
  }

  static Account account(String name, int maxConcurrency) {
    return new Account("openai", name, Secret.of("sk-" + name), 0, 1, maxConcurrency);
  }

  static Candidate candidate(Account account) {
    return candidate(account, "m", false);
  }

  static Candidate candidate(Account account, String model, boolean probe) {
    return new Candidate(
        new Target(
            PROVIDER, model, ModelCard.named(model), Protocol.OPENAI_CHAT, Grade.LISTED, false),
        account,
        probe,
        "test");
  }

  static Failure failure(FailureKind kind, @Nullable Duration stated) {
    return Failure.builder(kind, FailurePhase.BEFORE_OUTPUT, kind.name())
        .retryAfter(stated)
        .build();
  }

  /** A clock for tests. Thread-safe. */
  static final class Time extends Clock {
    private volatile Instant now = Instant.parse("2026-11-20T21:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
