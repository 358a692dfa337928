package dev.patchbay.trace;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the router did for one request: on every answer and every exception. Immutable.
 *
 * @param requestId our id of the request
 * @param askedModel the model as the caller typed it
 * @param attempts every attempt, in order of their start
 * @param dropped what the plan left out
 * @param substituted true if another model than the one asked for answered
 * @param notes what a person should know: substitutions, probes, lowered limits
 * @param losses what translation could not carry over, for the attempt that served
 */
public record RouteTrace(
    String requestId,
    String askedModel,
    List<AttemptRecord> attempts,
    List<DropRecord> dropped,
    boolean substituted,
    List<String> notes,
    List<String> losses)
    implements java.io.Serializable {

  public RouteTrace {
    attempts = List.copyOf(attempts);
    dropped = List.copyOf(dropped);
    notes = List.copyOf(notes);
    losses = List.copyOf(losses);
  }

  /** The attempt that served the answer, if one did. */
  public Optional<AttemptRecord> served() {
    return attempts.stream().filter(AttemptRecord::served).findFirst();
  }

  /** Cost of all attempts in USD; null if one of them is unknown. */
  public @Nullable BigDecimal totalCostUsd() {
    BigDecimal total = BigDecimal.ZERO;
    for (AttemptRecord attempt : attempts) {
      if (attempt.costUsd() == null) {
        return null;
      }
      total = total.add(attempt.costUsd());
    }
    return total;
  }

  /** The trace with another list of attempts, when an attempt's end is known later. */
  public RouteTrace withAttempts(List<AttemptRecord> newAttempts) {
    return new RouteTrace(requestId, askedModel, newAttempts, dropped, substituted, notes, losses);
  }

  /** One line a person can read: {@code asked m: a/1 RATE_LIMITED -> b/1 served (model)}. */
  @Override
  public String toString() {
    String steps =
        attempts.stream()
            .map(
                a ->
                    a.account()
                        + (a.failure() == null
                            ? " served (" + a.model() + ")"
                            : " " + a.failure().kind()))
            .collect(Collectors.joining(" -> "));
    return "asked " + askedModel + ": " + (steps.isEmpty() ? "nothing tried" : steps);
  }
}
