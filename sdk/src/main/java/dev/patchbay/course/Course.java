package dev.patchbay.course;

import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.failure.LimitScope;
import dev.patchbay.failure.Verdict;
import dev.patchbay.provider.ModelCard;
import dev.patchbay.provider.ProviderTable;
import dev.patchbay.route.Candidate;
import dev.patchbay.route.Plan;
import dev.patchbay.route.Substitution;
import dev.patchbay.route.Target;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The way of one request through its plan: who is next, and what a failure asks for. It decides and
 * does nothing: no clock, no waiting, random as an argument. One thread.
 */
public final class Course {
  /** A stated wait up to this is sat out in place when nobody else is free. */
  private static final Duration SHORT_WAIT = Duration.ofSeconds(2);

  private final Plan plan;
  private final DispatchRules rules;
  private final ProviderTable providers;
  private final Deque<Candidate> waiting;
  private final Set<String> asked = new HashSet<>();
  private final Set<String> closedAccounts = new HashSet<>();
  private final Set<String> closedTargets = new HashSet<>();
  private final Set<String> closedProviders = new HashSet<>();
  private final Set<String> refusedOnce = new HashSet<>();
  private final List<Failure> failures = new ArrayList<>();
  private @Nullable Candidate first;
  private @Nullable Integer outgrownWindow;
  private boolean thinkingRefused;
  private int attempts;

  public Course(Plan plan, DispatchRules rules, ProviderTable providers) {
    this.plan = plan;
    this.rules = rules;
    this.providers = providers;
    this.waiting = new ArrayDeque<>(plan.candidates());
  }

  /** Takes the next candidate that is still worth trying. */
  public Optional<Candidate> next() {
    if (attempts >= rules.maxAttempts()) {
      return Optional.empty();
    }
    boolean elsewhere = isLastKept();
    Iterator<Candidate> all = waiting.iterator();
    while (all.hasNext()) {
      Candidate candidate = all.next();
      if (isOpen(candidate) && !(elsewhere && isAsked(candidate))) {
        all.remove();
        first = first == null ? candidate : first;
        asked.add(candidate.target().provider().id());
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /**
   * The last attempt is kept for a provider nobody has asked yet: or many accounts of one that is
   * down would use up all attempts before the healthy one.
   */
  private boolean isLastKept() {
    return attempts >= rules.maxAttempts() - 1
        && waiting.stream().anyMatch(other -> isOpen(other) && !isAsked(other));
  }

  private boolean isAsked(Candidate candidate) {
    return asked.contains(candidate.target().provider().id());
  }

  /** The candidates that are still worth trying, in order. */
  public List<Candidate> left() {
    return waiting.stream().filter(this::isOpen).toList();
  }

  /** Counts an attempt that begins; its number. */
  public int begin() {
    return ++attempts;
  }

  /** How many attempts have begun. */
  public int attempts() {
    return attempts;
  }

  /**
   * True once a provider has refused the thinking in the history: it is asked without from then.
   */
  public boolean thinkingRefused() {
    return thinkingRefused;
  }

  /** Every failure so far, in order. */
  public List<Failure> failures() {
    return failures;
  }

  private boolean isOpen(Candidate candidate) {
    Target target = candidate.target();
    return !closedAccounts.contains(candidate.account().alias())
        && !closedProviders.contains(target.provider().id())
        && !closedTargets.contains(key(target))
        && fits(target.card());
  }

  /** An unknown window counts as larger. */
  private boolean fits(ModelCard card) {
    Integer window = card.inputWindow();
    return outgrownWindow == null || window == null || window > outgrownWindow;
  }

  private static String key(Target target) {
    return target.provider().id() + ' ' + target.model();
  }

  /**
   * What to do after a candidate failed.
   *
   * @param tries how often this candidate was tried in this request, at least 1
   * @param random for jitter
   */
  public Step after(Candidate candidate, Failure failure, int tries, RandomGenerator random) {
    failures.add(failure);
    if (!thinkingRefused && ThinkingRefusals.isOne(failure)) {
      thinkingRefused = true;
      return attempts < rules.maxAttempts() ? new Step.Again(Duration.ZERO) : new Step.Onward();
    }
    Verdict verdict = verdict(candidate, failure);
    note(candidate, failure, verdict);
    if (verdict == Verdict.STOP || verdict == Verdict.RETURN) {
      return new Step.Stop(failure);
    }
    if (attempts < rules.maxAttempts() && !isLastKept()) {
      Duration wait = waitInPlace(failure, verdict, tries, random);
      if (wait != null) {
        return new Step.Again(wait);
      }
    }
    if (verdict == Verdict.LARGER_WINDOW && failures.size() == 1 && left().isEmpty()) {
      return new Step.Stop(failure);
    }
    return new Step.Onward();
  }

  /** A refused request is the caller's own fault only if it reached a provider as it was meant. */
  private Verdict verdict(Candidate candidate, Failure failure) {
    boolean untold = failure.phase() == FailurePhase.PLANNING; // its protocol cannot say it
    if (failure.kind() == FailureKind.INVALID_REQUEST && (untold || !isFaithful(candidate))) {
      return Verdict.NEXT;
    }
    return failure.kind().verdict();
  }

  private boolean isFaithful(Candidate candidate) {
    Target target = candidate.target();
    boolean asSent =
        plan.query().clientProtocol() == null || plan.query().clientProtocol() == target.protocol();
    return asSent && !target.substitution() && candidate == first && failures.size() == 1;
  }

  private void note(Candidate candidate, Failure failure, Verdict verdict) {
    Target target = candidate.target();
    switch (verdict) {
      case NEXT_ACCOUNT -> limited(candidate, failure.scope());
      case NEXT_TARGET -> {
        closedTargets.add(key(target));
        successor(candidate).ifPresent(waiting::addFirst);
      }
      case NEXT_PROVIDER -> closedProviders.add(target.provider().id());
      case LARGER_WINDOW -> {
        closedTargets.add(key(target));
        Integer window = target.card().inputWindow();
        if (window != null && (outgrownWindow == null || window > outgrownWindow)) {
          outgrownWindow = window;
        }
      }
      default -> {
        // The candidate alone is done with, and it has been taken off already.
      }
    }
  }

  /** One bad request must not be fanned out over all accounts: two such answers are enough. */
  private void limited(Candidate candidate, LimitScope scope) {
    if (scope == LimitScope.ACCOUNT) {
      closedAccounts.add(candidate.account().alias());
    } else if (scope == LimitScope.REQUEST && !refusedOnce.add(key(candidate.target()))) {
      closedTargets.add(key(candidate.target()));
    }
  }

  /**
   * The newest model of the family, at the same account, when the provider has dropped this one.
   */
  private Optional<Candidate> successor(Candidate candidate) {
    Target target = candidate.target();
    String successor = target.card().successor();
    if (successor == null
        || rules.substitution() == Substitution.NEVER
        || successor.equals(target.model())) {
      return Optional.empty();
    }
    Target newer =
        new Target(
            target.provider(),
            successor,
            providers.card(target.provider(), successor),
            target.protocol(),
            target.grade(),
            true);
    return Optional.of(
        new Candidate(newer, candidate.account(), false, "successor of " + target.model()));
  }

  private @Nullable Duration waitInPlace(
      Failure failure, Verdict verdict, int tries, RandomGenerator random) {
    Duration stated = failure.retryAfter();
    if (verdict == Verdict.RETRY_IN_PLACE && tries < rules.attempts()) {
      Duration ceiling = rules.delayCeiling(tries);
      if (stated != null && stated.compareTo(ceiling) > 0) {
        return stated.compareTo(SHORT_WAIT) <= 0 && left().isEmpty() ? stated : null;
      }
      long nanos = ceiling.toNanos();
      return stated != null ? stated : Duration.ofNanos(nanos == 0 ? 0 : random.nextLong(nanos));
    }
    boolean shortLimit =
        failure.kind() == FailureKind.RATE_LIMITED
            && stated != null
            && stated.compareTo(SHORT_WAIT) <= 0;
    return shortLimit && tries < rules.attempts() && left().isEmpty() ? stated : null;
  }
}
