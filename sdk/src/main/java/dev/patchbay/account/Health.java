package dev.patchbay.account;

import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.LimitScope;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How outcomes change the health of an account: pure steps from one state to the next. */
public final class Health {
  private Health() {}

  /**
   * The state after a failed attempt. The effect is the one of the failure's class.
   *
   * @param model the upstream's name of the model that was asked
   */
  public static AccountState after(
      AccountState state, Failure failure, String model, Instant now, HealthRules rules) {
    AccountStateBuilder next = state.toBuilder().forgetEnded(now);
    switch (failure.kind().effect()) {
      case NONE -> {}
      case COOL -> rateLimited(next, state, failure, model, now, rules);
      case COOL_BRIEFLY ->
          cool(next, state, failure, model, guessed(failure, rules.overloaded(), now, rules), now);
      case PARK_QUOTA -> cool(next, state, failure, model, quota(failure, now, rules), now);
      case PARK_PERMISSION ->
          cool(next, state, failure, model, guessed(failure, rules.permission(), now, rules), now);
      case PARK_MODEL -> next.parked(model, now.plus(rules.modelParked()));
      case NEEDS_REAUTH -> next.needsReauth(failure.message());
      case COUNT_FOR_CIRCUIT -> count(next, state, failure, model, now, rules);
    }
    return next.build();
  }

  /**
   * The state after a served attempt: circuits close, and coolings end that the attempt saw the end
   * of. One that began while it ran is left alone: its answer says nothing of it. The streak is
   * left to time.
   *
   * @param startedAt when the attempt began
   * @param probe true if it was the probe
   */
  public static AccountState afterSuccess(
      AccountState state, String model, Instant startedAt, boolean probe) {
    AccountStateBuilder next = state.toBuilder();
    if (isOver(state.cooling(), startedAt, probe)) {
      next.cooling(null);
    }
    if (isOver(state.modelCooling().get(model), startedAt, probe)) {
      next.cooling(model, null);
    }
    return next.circuit(closed(state.circuit(), startedAt, probe))
        .circuit(model, closed(state.circuitOf(model), startedAt, probe))
        .parked(model, null)
        .build();
  }

  /**
   * The state after a person said that the account is fine: bans go; what it has done stays, and so
   * does a pause, which is no ban.
   */
  public static AccountState afterReset(AccountState state) {
    return new AccountState(
        state.version(),
        null,
        AccountState.NEW.modelCooling(),
        AccountState.NEW.parkedModels(),
        null,
        0,
        null,
        Circuit.CLOSED,
        AccountState.NEW.modelCircuits(),
        null,
        state.sessionStartedAt(),
        state.lastUsedAt(),
        state.requests(),
        state.paused());
  }

  private static boolean isOver(@Nullable Cooling cooling, Instant startedAt, boolean probe) {
    return cooling != null && (probe || startedAt.isAfter(cooling.since()));
  }

  /** An answer that was under way when the circuit opened must not let everybody in again. */
  private static Circuit closed(Circuit circuit, Instant startedAt, boolean probe) {
    Instant until = circuit.openUntil();
    boolean earlier = until != null && !startedAt.isAfter(until.minus(circuit.openFor()));
    return earlier && !probe ? circuit : Circuit.CLOSED;
  }

  private static void rateLimited(
      AccountStateBuilder next,
      AccountState state,
      Failure failure,
      String model,
      Instant now,
      HealthRules rules) {
    if (failure.scope() == LimitScope.REQUEST) {
      return;
    }
    if (failure.retryAfter() != null) {
      cool(next, state, failure, model, stated(failure, failure.retryAfter(), now, rules), now);
    } else if (failure.scope() == LimitScope.ACCOUNT_MODEL) {
      cool(next, state, failure, model, guessed(failure, rules.unknownLimit(), now, rules), now);
    } else {
      int streak = streakGoesOn(state, now, rules) ? state.streak() + 1 : 1;
      next.streak(streak, now);
      cool(next, state, failure, model, guessed(failure, rules.guess(streak), now, rules), now);
    }
  }

  /** Health begins where the bench of the last rate limit ended. */
  private static boolean streakGoesOn(AccountState state, Instant now, HealthRules rules) {
    Instant last = state.lastRateLimit();
    return last != null
        && now.isBefore(last.plus(rules.guess(state.streak())).plus(rules.streakForgottenAfter()));
  }

  private static Cooling quota(Failure failure, Instant now, HealthRules rules) {
    Duration stated = failure.retryAfter();
    return stated == null
        ? guessed(failure, rules.quota(), now, rules)
        : stated(failure, stated, now, rules);
  }

  private static Cooling stated(Failure failure, Duration wait, Instant now, HealthRules rules) {
    Duration length = HealthRules.min(wait, rules.longestStated());
    boolean isLong = length.compareTo(rules.longBench()) > 0;
    Instant probeAt = isLong ? now.plus(rules.probeEvery()) : null;
    return new Cooling(failure.kind(), now.plus(length), true, failure.message(), now, probeAt);
  }

  private static Cooling guessed(Failure failure, Duration length, Instant now, HealthRules rules) {
    Instant until = now.plus(length);
    Instant probeAt = length.compareTo(rules.longBench()) > 0 ? until : null;
    return new Cooling(failure.kind(), until, false, failure.message(), now, probeAt);
  }

  private static void cool(
      AccountStateBuilder next,
      AccountState state,
      Failure failure,
      String model,
      Cooling cooling,
      Instant now) {
    if (failure.scope() == LimitScope.ACCOUNT_MODEL) {
      next.cooling(model, merged(state.modelCooling().get(model), cooling, now));
    } else {
      next.cooling(merged(state.cooling(), cooling, now));
    }
  }

  /** A running cooling is never shortened, but by a newer statement made to its probe. */
  private static Cooling merged(@Nullable Cooling running, Cooling fresh, Instant now) {
    if (running == null || !running.until().isAfter(now)) {
      return fresh;
    }
    boolean probed = running.probeAt() != null && !running.probeAt().isAfter(now);
    if (running.stated() && !fresh.stated()) {
      return probed ? probedAgain(running, fresh, now) : running;
    }
    return probed || fresh.until().isAfter(running.until()) ? fresh : running;
  }

  /** The stated end stands; the next probe is as far away as the last was from its beginning. */
  private static Cooling probedAgain(Cooling running, Cooling fresh, Instant now) {
    Instant probeAt = running.probeAt();
    Duration every = Duration.between(running.since(), probeAt == null ? now : probeAt);
    return new Cooling(
        running.kind(), running.until(), true, fresh.message(), now, now.plus(every));
  }

  private static void count(
      AccountStateBuilder next,
      AccountState state,
      Failure failure,
      String model,
      Instant now,
      HealthRules rules) {
    if (failure.kind() == FailureKind.TIMEOUT || failure.kind() == FailureKind.CUT) {
      next.circuit(model, counted(state.circuitOf(model), now, rules));
    } else {
      next.circuit(counted(state.circuit(), now, rules));
    }
  }

  private static Circuit counted(Circuit circuit, Instant now, HealthRules rules) {
    int failures = circuit.failures() + 1;
    Instant until = circuit.openUntil();
    if (until == null) {
      return failures < rules.circuitFailures()
          ? new Circuit(failures, null, circuit.openFor())
          : new Circuit(failures, now.plus(rules.circuitOpen()), rules.circuitOpen());
    }
    if (until.isAfter(now)) {
      // A straggler of before: it must not keep the circuit open for longer.
      return new Circuit(failures, until, circuit.openFor());
    }
    Duration openFor = HealthRules.doubled(circuit.openFor(), 1, rules.circuitLongest());
    return new Circuit(failures, now.plus(openFor), openFor);
  }
}
