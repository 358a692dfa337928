package dev.patchbay.course;

import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
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
   * asked for.
   */
  public static Failure of(List<Failure> failures, Plan plan, Instant now) {
    for (int i = 0; i < failures.size(); i++) {
      Failure failure = failures.get(i);
      boolean refusedLater = i > 0 && failure.kind() == FailureKind.INVALID_REQUEST;
      if (!failure.kind().isCapacity() && !refusedLater) {
        return failure;
      }
    }
    return noCapacity(failures, plan, now);
  }

  private static Failure noCapacity(List<Failure> failures, Plan plan, Instant now) {
    Duration earliest = earliest(failures, plan, now);
    String when = earliest == null ? "" : "; the earliest returns in " + spoken(earliest);
    if (failures.isEmpty()) {
      return Failure.builder(
              FailureKind.NO_CAPACITY,
              FailurePhase.PLANNING,
              "Every account that could answer is at its concurrency limit" + when)
          .status(429)
          .retryAfter(earliest)
          .build();
    }
    Failure first = failures.get(0);
    return first.toBuilder()
        .kind(FailureKind.NO_CAPACITY)
        .message("Every candidate is at a limit" + when + ". The first said: " + first.message())
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
