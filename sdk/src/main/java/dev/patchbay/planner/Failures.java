package dev.patchbay.planner;

import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.provider.DispatchMode;
import dev.patchbay.provider.Provider;
import dev.patchbay.provider.ProviderTable;
import dev.patchbay.route.DropReason;
import dev.patchbay.route.Dropped;
import dev.patchbay.route.RouteQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a plan without candidates answers: the reason nearest to having been served. A limit that
 * passes comes before what a person has to mend, an account before its target, a target before a
 * model nobody serves.
 */
final class Failures {
  /** When a busy account will be free nobody knows; a client may ask again soon. */
  private static final Duration BUSY_WAIT = Duration.ofSeconds(1);

  private static final int NEAREST = 3;

  private final Draft draft;
  private final Map<DropReason, Dropped> first = new EnumMap<>(DropReason.class);

  private Failures(Draft draft) {
    this.draft = draft;
    for (Dropped drop : draft.dropped) {
      first.putIfAbsent(drop.reason(), drop);
    }
  }

  static Failure of(FailureKind kind, int status, String code, String message) {
    return Failure.builder(kind, FailurePhase.PLANNING, message).status(status).code(code).build();
  }

  static Failure noModel() {
    return of(
        FailureKind.INVALID_REQUEST,
        400,
        "model_missing",
        "The request names no model, and default-model is not set");
  }

  /** Nobody was configured yet. */
  static Failure noProvider(Draft draft) {
    List<String> serving = Cures.listing(draft.tables.providers(), draft.model);
    String such = serving.isEmpty() ? "" : ", such as " + String.join(" or ", serving);
    return of(
        FailureKind.NO_ROUTE,
        404,
        "no_provider",
        "No provider is enabled yet: add one with an account" + such);
  }

  /** The answer of a plan whose filter left nothing. */
  static Failure of(Draft draft) {
    Failures failures = new Failures(draft);
    List<Supplier<@Nullable Failure>> byNearness =
        List.of(
            failures::capacity,
            failures::stored,
            failures::pinned,
            failures::credentials,
            failures::paused,
            failures::budget,
            failures::noAccount,
            failures::tooLong,
            failures::incapable,
            failures::forbidden,
            failures::unspoken,
            failures::off);
    for (Supplier<@Nullable Failure> next : byNearness) {
      Failure failure = next.get();
      if (failure != null) {
        return failure;
      }
    }
    return failures.unknown();
  }

  private @Nullable Failure capacity() {
    List<Dropped> limits = new ArrayList<>();
    for (Dropped drop : draft.dropped) {
      if (drop.failure() != null && drop.failure().kind().isCapacity()) {
        limits.add(drop);
      }
    }
    if (limits.isEmpty()) {
      return null;
    }
    Duration wait = earliest(limits);
    Failure cause = limits.get(0).failure();
    boolean overloaded = cause != null && cause.kind() == FailureKind.OVERLOADED;
    String message =
        "Every account for '"
            + draft.shownModel()
            + "' is "
            + atWhat(limits)
            + list(limits)
            + "; the earliest is back in "
            + seconds(wait);
    boolean quota = limits.stream().allMatch(drop -> isQuota(drop.failure()));
    String code = quota ? Failure.QUOTA : "no_capacity";
    return of(FailureKind.NO_CAPACITY, overloaded ? 503 : 429, code, message).toBuilder()
        .retryAfter(wait)
        .build();
  }

  private static String atWhat(List<Dropped> limits) {
    long resting = limits.stream().filter(drop -> drop.reason() == DropReason.PAUSE_HOURS).count();
    String rests = resting == limits.size() ? "in its pause hours" : "at a limit";
    return resting == 0 || resting == limits.size()
        ? rests + ": "
        : rests + " or in its pause hours: ";
  }

  private static boolean isQuota(@Nullable Failure failure) {
    return failure != null && failure.isQuota();
  }

  private Duration earliest(List<Dropped> limits) {
    Duration wait = null;
    for (Dropped drop : limits) {
      Instant until = drop.until();
      Duration one = until == null ? BUSY_WAIT : Duration.between(draft.now, until);
      wait = wait == null || one.compareTo(wait) < 0 ? one : wait;
    }
    return wait == null || wait.isNegative() ? Duration.ZERO : wait;
  }

  /**
   * A stated bench for something else than a limit: its failure, where it is not a credential's.
   */
  private @Nullable Failure stored() {
    for (Dropped drop : draft.dropped) {
      Failure failure = drop.failure();
      if (failure != null && !isCredential(failure.kind())) {
        String message = name(drop) + ": " + failure.message();
        return failure.toBuilder().message(message).status(503).build();
      }
    }
    return null;
  }

  private static boolean isCredential(FailureKind kind) {
    return kind == FailureKind.AUTHENTICATION || kind == FailureKind.PERMISSION;
  }

  private @Nullable Failure pinned() {
    Dropped drop = firstOf(DropReason.NEEDS_REAUTH, DropReason.PAUSED, DropReason.NO_ACCOUNT);
    return drop == null || !Pins.isHard(draft)
        ? null
        : of(
            FailureKind.PINNED_UNAVAILABLE,
            409,
            "pinned_unavailable",
            "The request is bound to " + name(drop) + ", which cannot be used: " + why(drop));
  }

  /** Never the client's 401 or 403: its own credential is good. */
  private @Nullable Failure credentials() {
    for (Dropped drop : draft.dropped) {
      Failure failure = drop.failure();
      if (drop.reason() == DropReason.NEEDS_REAUTH
          || (failure != null && isCredential(failure.kind()))) {
        return of(
            FailureKind.UPSTREAM_CREDENTIALS,
            502,
            "upstream_credentials",
            name(drop) + ": the provider refused its credential: " + drop.detail());
      }
    }
    return null;
  }

  private @Nullable Failure paused() {
    Dropped drop = first.get(DropReason.PAUSED);
    String message =
        "Every account for '" + draft.shownModel() + "' is paused: resume one, such as ";
    return drop == null
        ? null
        : of(FailureKind.NO_ROUTE, 503, "account_paused", message + name(drop));
  }

  private @Nullable Failure budget() {
    Dropped drop = first.get(DropReason.BUDGET);
    return drop == null
        ? null
        : of(FailureKind.BUDGET_EXCEEDED, 402, "budget_exceeded", drop.detail());
  }

  private @Nullable Failure noAccount() {
    Dropped drop = first.get(DropReason.NO_ACCOUNT);
    String message = drop == null ? "" : "The provider '" + drop.provider() + "' has no account";
    return drop == null ? null : of(FailureKind.NO_ROUTE, 404, "no_account", message);
  }

  private @Nullable Failure tooLong() {
    Dropped drop = first.get(DropReason.CONTEXT_TOO_SMALL);
    return drop == null
        ? null
        : of(FailureKind.CONTEXT_TOO_LONG, 400, "context_length_exceeded", why(drop, "too long"));
  }

  private @Nullable Failure incapable() {
    Dropped drop = first.get(DropReason.CAPABILITY_MISSING);
    return drop == null
        ? null
        : of(FailureKind.INVALID_REQUEST, 400, "capability_missing", why(drop, "refused"));
  }

  private @Nullable Failure forbidden() {
    String message = "This caller may not use the model '" + draft.shownModel() + "'";
    return first.containsKey(DropReason.MODEL_NOT_ALLOWED)
        ? of(FailureKind.PERMISSION, 403, "model_not_allowed", message)
        : null;
  }

  private @Nullable Failure unspoken() {
    Dropped drop = first.get(DropReason.PROTOCOL_NOT_SPOKEN);
    return drop == null
        ? null
        : of(FailureKind.NO_ROUTE, 404, "protocol_not_spoken", name(drop) + ": " + drop.detail());
  }

  /** Something names a provider that takes no part. */
  private @Nullable Failure off() {
    Dropped drop = first.get(DropReason.OFF);
    if (drop == null || drop.model() == null) {
      return null;
    }
    String message =
        "'" + draft.shownModel() + "' is for '" + drop.provider() + "', but " + drop.detail();
    return of(FailureKind.NO_ROUTE, 404, "no_route", message);
  }

  private Failure unknown() {
    ProviderTable table = draft.tables.providers();
    StringBuilder text = new StringBuilder("No enabled provider serves '");
    text.append(draft.shownModel()).append("' (enabled: ").append(Cures.enabled(table)).append(')');
    List<String> elsewhere = Cures.listing(table, draft.model);
    if (!elsewhere.isEmpty()) {
      text.append("; enable ").append(String.join(" or ", elsewhere));
    }
    List<String> off = turnedOff(table);
    if (!off.isEmpty()) {
      text.append("; ").append(String.join("; ", off));
    }
    List<String> nearest = table.nearest(draft.model, NEAREST);
    if (off.isEmpty() && !nearest.isEmpty()) {
      text.append("; the nearest names are ").append(String.join(", ", nearest));
    }
    Dropped other = first.get(DropReason.SUBSTITUTION_NOT_ENABLED);
    if (other != null) {
      text.append("; ").append(other.provider()).append(" could answer by ").append(other.model());
      text.append(": set default-provider or its dispatch mode to allow that");
    }
    return of(FailureKind.NO_ROUTE, 404, "no_route", text.toString());
  }

  /** The providers that would serve the model, were they not turned off. */
  private List<String> turnedOff(ProviderTable table) {
    List<String> off = new ArrayList<>(0);
    for (Provider provider : table.enabled()) {
      boolean serves =
          table.lists(provider, draft.model) || table.claimsFamily(provider, draft.model);
      if (provider.mode() == DispatchMode.OFF && serves) {
        off.add(provider.id() + " serves it, but " + Cures.turnOn(provider));
      }
    }
    return off;
  }

  private @Nullable Dropped firstOf(DropReason... reasons) {
    for (DropReason reason : reasons) {
      if (first.containsKey(reason)) {
        return first.get(reason);
      }
    }
    return null;
  }

  private static String name(Dropped drop) {
    return drop.account() != null ? drop.account() : drop.provider();
  }

  private static String why(Dropped drop) {
    return drop.detail().isEmpty() ? drop.reason().name() : drop.detail();
  }

  private String why(Dropped drop, String what) {
    return "The request for '"
        + draft.shownModel()
        + "' is "
        + what
        + ": "
        + drop.provider()
        + " "
        + RouteQuery.shown(drop.model() == null ? "" : drop.model())
        + ": "
        + drop.detail();
  }

  private static String list(List<Dropped> drops) {
    List<String> names = new ArrayList<>();
    for (Dropped drop : drops) {
      names.add(name(drop) + " (" + drop.detail() + ")");
    }
    return String.join(", ", names);
  }

  private static String seconds(Duration wait) {
    return Math.max(1, (wait.toMillis() + 999) / 1000) + " s";
  }
}
