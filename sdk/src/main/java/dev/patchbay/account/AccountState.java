package dev.patchbay.account;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The health of an account, as the store keeps it. Immutable; changed by replacing it, compared by
 * its version.
 *
 * @param version counts replacements; 0 for a state nobody has stored
 * @param cooling the account's own cooling; null if none
 * @param modelCooling cooling of single models, by upstream name
 * @param parkedModels models this account does not know, until when; they sort last
 * @param needsReauth why its credential was refused; null if it is good
 * @param streak rate limits in a row without a stated reset
 * @param lastRateLimit when the last one came; null if none
 * @param circuit the account's circuit
 * @param modelCircuits circuits of single models
 * @param probe who looks whether it is back; null if nobody
 * @param sessionStartedAt when its present five-hour session began; null if none ever did
 * @param lastUsedAt when it was last tried; null if never
 * @param requests how often it was tried
 * @param paused true if a person took it out of rotation
 */
public record AccountState(
    long version,
    @Nullable Cooling cooling,
    Map<String, Cooling> modelCooling,
    Map<String, Instant> parkedModels,
    @Nullable String needsReauth,
    int streak,
    @Nullable Instant lastRateLimit,
    Circuit circuit,
    Map<String, Circuit> modelCircuits,
    @Nullable Probe probe,
    @Nullable Instant sessionStartedAt,
    @Nullable Instant lastUsedAt,
    long requests,
    boolean paused) {
  /** A state without a history. */
  public static final AccountState NEW =
      new AccountState(
          0,
          null,
          Map.of(),
          Map.of(),
          null,
          0,
          null,
          Circuit.CLOSED,
          Map.of(),
          null,
          null,
          null,
          0,
          false);

  public AccountState {
    modelCooling = Map.copyOf(modelCooling);
    parkedModels = Map.copyOf(parkedModels);
    modelCircuits = Map.copyOf(modelCircuits);
  }

  /** A builder holding this state's values, for its successor. */
  public AccountStateBuilder toBuilder() {
    return new AccountStateBuilder(this);
  }

  /** This state under another version: what a store keeps. */
  public AccountState withVersion(long value) {
    return new AccountState(
        value,
        cooling,
        modelCooling,
        parkedModels,
        needsReauth,
        streak,
        lastRateLimit,
        circuit,
        modelCircuits,
        probe,
        sessionStartedAt,
        lastUsedAt,
        requests,
        paused);
  }

  /** How many coolings last: its own and those of single models. */
  public int coolings(Instant now) {
    long models = modelCooling.values().stream().filter(one -> one.until().isAfter(now)).count();
    return (int) models + (cooling != null && cooling.until().isAfter(now) ? 1 : 0);
  }

  /** How many circuits are open: its own and those of single models. */
  public int openCircuits() {
    return (int) modelCircuits.values().stream().filter(Circuit::isOpen).count()
        + (circuit.isOpen() ? 1 : 0);
  }

  /** The circuit of a model; {@link Circuit#CLOSED} if nothing was counted. */
  public Circuit circuitOf(String model) {
    return modelCircuits.getOrDefault(model, Circuit.CLOSED);
  }
}
