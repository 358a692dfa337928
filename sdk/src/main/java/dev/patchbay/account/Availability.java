package dev.patchbay.account;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.hours.PauseHours;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an account can be asked for a model now: the one place where pause, refusals, pause
 * hours, coolings of both scopes, circuits of both scopes, probes and the concurrency limit are
 * merged. Immutable.
 *
 * @param available true if a request may go there now, if {@code probe} is set as its probe
 * @param probe true if it is out, but due for one request that looks whether it is back
 * @param reason why it is out, or why a request would be a probe; null if it is just available
 * @param until when the reason ends; null if that takes a person, or another request's end
 * @param stated true if the time is to be respected: the provider or the configuration named it, or
 *     the account is parked because it lacks a permission, which no waiting mends
 * @param failure the class of failure behind it; null if there is no reason, or a person is it
 * @param detail what a person should know; empty if there is no reason
 * @param parkedModel true if the account did not know the model lately: it sorts last
 */
public record Availability(
    boolean available,
    boolean probe,
    @Nullable Reason reason,
    @Nullable Instant until,
    boolean stated,
    @Nullable FailureKind failure,
    String detail,
    boolean parkedModel) {

  /** Why an account is out. */
  public enum Reason {
    /** A person paused it. */
    PAUSED,
    /** Its credential was refused. */
    NEEDS_REAUTH,
    /** It rests at this hour, as configured. */
    PAUSE_HOURS,
    /** It, or the model at it, is cooling. */
    COOLING,
    /** Its circuit, or the model's at it, is open. */
    CIRCUIT_OPEN,
    /** It serves as many requests as it may. */
    AT_CONCURRENCY_LIMIT
  }

  /** A cooling or circuit in effect; due if a probe may go. */
  private record Hindrance(
      Reason reason, Instant until, boolean stated, boolean due, FailureKind kind, String detail) {}

  /**
   * Judges. Pure.
   *
   * @param inFlight requests the account serves now
   * @param model the upstream's name of the model
   */
  public static Availability of(
      Account account, AccountState state, int inFlight, String model, Instant now) {
    Instant parkedUntil = state.parkedModels().get(model);
    boolean parked = parkedUntil != null && parkedUntil.isAfter(now);
    if (state.paused()) {
      return out(Reason.PAUSED, null, "paused by a person; resume it", parked);
    }
    if (state.needsReauth() != null) {
      return out(Reason.NEEDS_REAUTH, FailureKind.AUTHENTICATION, state.needsReauth(), parked);
    }
    Availability health = ofHealth(hindrances(state, model, now), state.probe(), now, parked);
    Instant restsUntil = account.pauseHours().until(now).orElse(null);
    if (restsUntil != null && !health.isOutBeyond(restsUntil)) {
      return rests(account.pauseHours(), restsUntil, parked);
    }
    if (health.available && full(account, inFlight)) {
      String detail = inFlight + " of " + account.maxConcurrency() + " requests at a time";
      return out(Reason.AT_CONCURRENCY_LIMIT, FailureKind.NO_CAPACITY, detail, parked);
    }
    return health;
  }

  /** True if it is out for a reason we only guessed: it may be tried when nothing else is left. */
  public boolean guessed() {
    return !available && !stated && (reason == Reason.COOLING || reason == Reason.CIRCUIT_OPEN);
  }

  private boolean isOutBeyond(Instant time) {
    return !available && stated && until != null && until.isAfter(time);
  }

  private static boolean full(Account account, int inFlight) {
    return account.maxConcurrency() > 0 && inFlight >= account.maxConcurrency();
  }

  private static Availability out(
      Reason reason, @Nullable FailureKind failure, String detail, boolean parked) {
    return new Availability(false, false, reason, null, false, failure, detail, parked);
  }

  private static Availability rests(PauseHours hours, Instant until, boolean parked) {
    FailureKind kind = FailureKind.NO_CAPACITY;
    String detail = "rests " + hours;
    return new Availability(false, false, Reason.PAUSE_HOURS, until, true, kind, detail, parked);
  }

  private static Availability ofHealth(
      List<Hindrance> found, @Nullable Probe probe, Instant now, boolean parked) {
    if (found.isEmpty()) {
      return new Availability(true, false, null, null, false, null, "", parked);
    }
    Instant takenUntil = probe != null && probe.until().isAfter(now) ? probe.until() : null;
    boolean due = takenUntil == null && found.stream().allMatch(Hindrance::due);
    // A stated time outranks a guess; among equals the one that lasts longest is the answer.
    Hindrance worst =
        found.stream()
            .max(Comparator.comparing(Hindrance::stated).thenComparing(Hindrance::until))
            .orElseThrow();
    Instant until =
        found.stream().map(Hindrance::until).max(Comparator.naturalOrder()).orElseThrow();
    if (takenUntil != null && !until.isAfter(now)) {
      until = takenUntil;
    }
    boolean stated = worst.stated && worst.until.isAfter(now);
    return new Availability(
        due, due, worst.reason, until, stated, worst.kind, worst.detail, parked);
  }

  private static List<Hindrance> hindrances(AccountState state, String model, Instant now) {
    List<Hindrance> found = new ArrayList<>(2);
    cooling(state.cooling(), "", now, found);
    cooling(state.modelCooling().get(model), model + ": ", now, found);
    circuit(state.circuit(), "", now, found);
    circuit(state.circuitOf(model), model + ": ", now, found);
    return found;
  }

  private static void cooling(
      @Nullable Cooling cooling, String what, Instant now, List<Hindrance> found) {
    if (cooling == null) {
      return;
    }
    Instant probeAt = cooling.probeAt();
    // A short bench just ends; after a long one, one request at a time finds out whether it is
    // over.
    if (cooling.until().isAfter(now) || probeAt != null) {
      boolean due = probeAt != null && (!probeAt.isAfter(now) || !cooling.until().isAfter(now));
      String detail = what + cooling.kind() + (cooling.message().isEmpty() ? "" : ", ");
      found.add(
          new Hindrance(
              Reason.COOLING,
              cooling.until(),
              cooling.stated() || cooling.kind() == FailureKind.PERMISSION,
              due,
              cooling.kind(),
              detail + cooling.message()));
    }
  }

  private static void circuit(Circuit circuit, String what, Instant now, List<Hindrance> found) {
    Instant until = circuit.openUntil();
    if (until != null) {
      String detail = what + circuit.failures() + " failures in a row";
      found.add(
          new Hindrance(
              Reason.CIRCUIT_OPEN,
              until,
              false,
              !until.isAfter(now),
              FailureKind.SERVER_ERROR,
              detail));
    }
  }
}
