package dev.patchbay.planner;

import dev.patchbay.account.Account;
import dev.patchbay.account.Availability;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.planner.Offer.Filtered;
import dev.patchbay.planner.Offer.Open;
import dev.patchbay.provider.ModelCard;
import dev.patchbay.provider.ModelNames;
import dev.patchbay.route.DropReason;
import dev.patchbay.route.Signals.OverBudget;
import dev.patchbay.route.Target;
import dev.patchbay.wire.Capability;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes out what cannot serve now, each with its reason: first targets, then accounts. */
final class Filter {
  /** An estimate may be wrong by a quarter: above it the prompt cannot fit, below it might. */
  private static final double ESTIMATE_TOLERANCE = 1.25;

  private final Draft draft;
  private final List<Guess> guesses = new ArrayList<>(0);

  Filter(Draft draft) {
    this.draft = draft;
  }

  /** An account that is out for a reason nobody stated, and where its drop stands. */
  record Guess(Offer offer, Account account, Instant until) {}

  /** Those that are out only for guessed reasons, in the order of the plan. */
  List<Guess> guesses() {
    return guesses;
  }

  /** What is left of an offer; its accounts are in order of configuration. */
  Filtered check(Offer offer) {
    Target target = offer.target();
    if (!fits(target)) {
      return new Filtered(offer, List.of(), false);
    }
    List<Account> accounts = draft.tables.accountsOf(target.provider().id());
    if (accounts.isEmpty()) {
      draft.drop(target.provider().id(), target.model(), DropReason.NO_ACCOUNT, "");
    }
    List<Open> open = new ArrayList<>(accounts.size());
    for (Account account : accounts) {
      Open left = offer.isFor(account) ? check(offer, account) : null;
      if (!offer.isFor(account)) {
        draft.drop(account, target.model(), DropReason.NOT_NAMED, offer.why(), null, null);
      }
      if (left != null) {
        open.add(left);
      }
    }
    return new Filtered(offer, open, isTight(target.card()));
  }

  private boolean fits(Target target) {
    String id = target.provider().id();
    if (!isAllowed(target)) {
      draft.drop(id, target.model(), DropReason.MODEL_NOT_ALLOWED, "");
      return false;
    }
    String lacks = lacks(target.card());
    if (lacks != null) {
      draft.drop(id, target.model(), DropReason.CAPABILITY_MISSING, "lacks " + lacks);
      return false;
    }
    long window = window(target.card());
    long tokens = draft.query.leastTokens();
    if (tokens > window * ESTIMATE_TOLERANCE) {
      String detail = "about " + tokens + " tokens, the window is " + window;
      draft.drop(id, target.model(), DropReason.CONTEXT_TOO_SMALL, detail);
      return false;
    }
    return true;
  }

  /** By the name as typed, so that an alias can be allowed; or by the name it is asked for. */
  private boolean isAllowed(Target target) {
    List<String> allowed = draft.query.allowedModels();
    if (allowed.isEmpty()) {
      return true;
    }
    String full = target.provider().id() + ":" + target.model();
    for (String glob : allowed) {
      if (ModelNames.matches(glob, draft.model)
          || ModelNames.matches(glob, target.model())
          || ModelNames.matches(glob, full)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable String lacks(ModelCard card) {
    Set<Capability> has = card.capabilities();
    if (has == null || has.containsAll(draft.query.needs())) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    for (Capability need : Capability.values()) {
      if (isNeeded(need) && !has.contains(need)) {
        text.append(text.isEmpty() ? "" : ", ").append(need.word());
      }
    }
    return text.isEmpty() ? null : text.toString();
  }

  /**
   * Reasoning is a wish: coding agents ask for it of every model, and one that does not reason
   * answers all the same. Its protocol leaves the wish out, and says so.
   */
  private boolean isNeeded(Capability need) {
    return need != Capability.REASONING && draft.query.needs().contains(need);
  }

  /** An unknown window counts as large enough. */
  private static long window(ModelCard card) {
    Integer known = card.inputWindow();
    return known == null ? Long.MAX_VALUE : known;
  }

  private boolean isTight(ModelCard card) {
    return draft.query.leastTokens() > window(card);
  }

  private @Nullable Open check(Offer offer, Account account) {
    String model = offer.target().model();
    Optional<OverBudget> over = draft.signals.overBudget(draft.query, offer.target(), account);
    if (over.isPresent()) {
      OverBudget budget = over.get();
      draft.drop(account, model, DropReason.BUDGET, budget.message(), budget.until(), null);
      return null;
    }
    Availability found =
        Availability.of(
            account,
            draft.signals.state(account),
            draft.signals.inFlight(account),
            model,
            draft.now);
    if (found.available()) {
      return new Open(account, found.probe(), found.parkedModel());
    }
    if (found.guessed()) {
      Instant until = found.until();
      guesses.add(new Guess(offer, account, until == null ? Instant.MAX : until));
    }
    Failure failure = failure(found, account, model);
    draft.drop(account, model, reason(found), found.detail(), found.until(), failure);
    return null;
  }

  private static DropReason reason(Availability found) {
    Availability.Reason reason = found.reason();
    if (reason == null) {
      throw new IllegalStateException("An account is out without a reason");
    }
    return switch (reason) {
      case PAUSED -> DropReason.PAUSED;
      case NEEDS_REAUTH -> DropReason.NEEDS_REAUTH;
      case PAUSE_HOURS -> DropReason.PAUSE_HOURS;
      case COOLING -> DropReason.COOLING;
      case CIRCUIT_OPEN -> DropReason.CIRCUIT_OPEN;
      case AT_CONCURRENCY_LIMIT -> DropReason.AT_CONCURRENCY_LIMIT;
    };
  }

  private @Nullable Failure failure(Availability found, Account account, String model) {
    FailureKind kind = found.failure();
    if (kind == null) {
      return null;
    }
    Instant until = found.until();
    Duration wait = until == null ? null : Duration.between(draft.now, until);
    return Failure.builder(kind, FailurePhase.PLANNING, found.detail())
        .at(account.provider(), account.alias(), model)
        .retryAfter(wait == null || wait.isNegative() ? null : wait)
        .build();
  }
}
