package dev.patchbay.course;

import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.route.Candidate;
import dev.patchbay.route.Dropped;
import dev.patchbay.route.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the caller is told when every candidate has failed. Pure. */
public final class Exhaustion {
  private Exhaustion() {}

  /**
   * The first failure that is not one of capacity; if all are, NO_CAPACITY with the earliest
   * return. A later candidate's refusal of the request is no answer: it was not what the caller had
   * asked for. A refused credential is UPSTREAM_CREDENTIALS: the caller's own is good.
   */
  public static Failure of(List<Failure> failures, Plan plan, Instant now) {
    for (int i = 0; i < failures.size(); i++) {
      Failure failure = failures.get(i);
      boolean refusedLater = i > 0 && failure.kind() == FailureKind.INVALID_REQUEST;
      if (!failure.kind().isCapacity() && !refusedLater) {
        return isCredential(failure) ? credentials(failure) : failure;
      }
    }
    return noCapacity(failures, plan, now);
  }

  private static boolean isCredential(Failure failure) {
    return failure.kind() == FailureKind.AUTHENTICATION || failure.kind() == FailureKind.PERMISSION;
  }

  private static Failure credentials(Failure refused) {
    String who = refused.account() == null ? "" : refused.account() + ": ";
    return refused.toBuilder()
        .kind(FailureKind.UPSTREAM_CREDENTIALS)
        .status(502)
        .message(who + "the provider refused its credential: " + refused.message())
        .build();
  }

  private static Failure noCapacity(List<Failure> failures, Plan plan, Instant now) {
    Duration earliest = earliest(failures, plan, now);
    String when = earliest == null ? "" : "; the earliest returns in " + spoken(earliest);
    if (failures.isEmpty()) {
      return nothingTried(plan, earliest, when);
    }
    Failure first = failures.get(0);
    return first.toBuilder()
        .kind(FailureKind.NO_CAPACITY)
        .message("Every candidate is at a limit" + when + ". The first said: " + first.message())
        .code(isQuota(failures, plan) ? Failure.QUOTA : "no_capacity")
        .retryAfter(earliest)
        .build();
  }

  /** Waiting for a limit is of no use where nobody is left but those without a quota. */
  private static boolean isQuota(List<Failure> failures, Plan plan) {
    Stream<Failure> dropped =
        plan.dropped().stream().map(Dropped::failure).filter(Objects::nonNull);
    return Stream.concat(failures.stream(), dropped)
        .filter(failure -> failure.kind().isCapacity())
        .allMatch(Failure::isQuota);
  }

  /** Leases were refused: by a limit, or since another request is the probe of the account. */
  private static Failure nothingTried(Plan plan, @Nullable Duration earliest, String when) {
    boolean probes = plan.candidates().stream().allMatch(Candidate::probe);
    String why =
        probes
            ? "Every account that could answer is out, and another request is looking whether "
                + plan.candidates().get(0).account().alias()
                + " is back"
            : "Every account that could answer is at its concurrency limit";
    return Failure.builder(FailureKind.NO_CAPACITY, FailurePhase.PLANNING, why + when)
        .status(probes ? 503 : 429)
        .retryAfter(earliest)
        .build();
  }

  private static @Nullable Duration earliest(List<Failure> failures, Plan plan, Instant now) {
    Stream<Duration> stated = failures.stream().map(Failure::retryAfter).filter(Objects::nonNull);
    Stream<Duration> dropped =
        plan.dropped().stream()
            .map(Dropped::until)
            .filter(Objects::nonNull)
            .map(until -> Duration.between(now, until))
            .filter(wait -> !wait.isNegative());
    return Stream.concat(stated, dropped).min(Duration::compareTo).orElse(null);
  }

  private static String spoken(Duration duration) {
    long seconds = Math.max(1, duration.toSeconds());
    return seconds < 120 ? seconds + " s" : duration.toMinutes() + " min";
  }
}
