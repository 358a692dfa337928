package dev.patchbay.course;

import dev.patchbay.route.Candidate;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.route.Target;
import dev.patchbay.transport.TimeLimits;
import dev.patchbay.wire.Capability;
import java.time.Duration;
import java.util.List;

/** How long an attempt may take, by what is asked and what is left. Pure. */
public final class Limits {
  /** Long prompts take long to read: a short first-token limit would punish them. */
  private static final long LONG_PROMPT_TOKENS = 50_000;

  private Limits() {}

  public static TimeLimits of(
      Timeouts timeouts,
      Candidate candidate,
      List<Candidate> left,
      RouteQuery query,
      boolean stream) {
    Target target = candidate.target();
    Duration own = target.provider().attemptTimeout();
    Duration attempt = own == null ? timeouts.attempt() : own;
    if (!stream) {
      Duration whole = left.isEmpty() ? attempt : min(attempt, timeouts.bufferedWithAlternative());
      return new TimeLimits(timeouts.connect(), whole, whole, whole);
    }
    return new TimeLimits(
        timeouts.connect(),
        min(attempt, firstToken(timeouts, target, left, query)),
        timeouts.idle(),
        attempt);
  }

  private static Duration firstToken(
      Timeouts timeouts, Target target, List<Candidate> left, RouteQuery query) {
    if (query.needs().contains(Capability.REASONING) || target.card().reasons()) {
      return timeouts.firstTokenReasoning();
    }
    boolean alternative = left.stream().anyMatch(other -> isElsewhere(other.target(), target));
    return alternative && query.estimatedTokens() < LONG_PROMPT_TOKENS
        ? min(timeouts.firstToken(), timeouts.firstTokenWithAlternative())
        : timeouts.firstToken();
  }

  private static boolean isElsewhere(Target other, Target target) {
    return !other.provider().id().equals(target.provider().id())
        || !other.model().equals(target.model());
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
