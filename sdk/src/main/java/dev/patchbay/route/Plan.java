package dev.patchbay.route;

import dev.patchbay.failure.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The decision for one request: who is tried in which order, and who is not and why. The same code
 * makes it whether it is asked for or acted on. Immutable.
 *
 * @param query what was asked
 * @param candidates in the order in which they are tried
 * @param dropped what was left out, in the order of the rules
 * @param notes what a person should know: substitutions, the closed list that applied, probes
 * @param failure why there is no candidate; null if there is one
 */
public record Plan(
    RouteQuery query,
    List<Candidate> candidates,
    List<Dropped> dropped,
    List<String> notes,
    @Nullable Failure failure) {
  public Plan {
    candidates = List.copyOf(candidates);
    dropped = List.copyOf(dropped);
    notes = List.copyOf(notes);
    if (candidates.isEmpty() == (failure == null)) {
      throw new IllegalArgumentException("A plan has candidates or a failure, not both or neither");
    }
  }

  /** Several lines a person can read: candidates in order, then drops with their reasons. */
  @Override
  public String toString() {
    return PlanText.of(this);
  }
}
