package dev.patchbay.testing.assertion;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.route.Candidate;
import dev.patchbay.route.DropReason;
import dev.patchbay.route.Dropped;
import dev.patchbay.route.Plan;
import java.util.List;

/** Assertions on a plan; each gives itself back. Immutable. */
public final class PlanAssert {
  private final Plan plan;

  PlanAssert(Plan plan) {
    this.plan = plan;
  }

  /** Exactly these are tried, in this order: {@code provider/account model} each. */
  public PlanAssert candidatesInOrder(String... labels) {
    List<String> actual = plan.candidates().stream().map(Candidate::label).toList();
    return check(actual.equals(List.of(labels)), "candidates " + List.of(labels), actual);
  }

  /** This is tried first. */
  public PlanAssert startsWith(String label) {
    List<String> actual = plan.candidates().stream().map(Candidate::label).toList();
    return check(!actual.isEmpty() && actual.get(0).equals(label), label + " first", actual);
  }

  /** A provider, or an account as {@code provider/account}, was left out for this reason. */
  public PlanAssert dropped(String who, DropReason reason) {
    List<String> actual = plan.dropped().stream().map(PlanAssert::words).toList();
    boolean found =
        plan.dropped().stream()
            .anyMatch(
                drop ->
                    drop.reason() == reason
                        && (who.equals(drop.provider()) || who.equals(drop.account())));
    return check(found, who + " dropped for " + reason, actual);
  }

  private static String words(Dropped drop) {
    return (drop.account() == null ? drop.provider() : drop.account()) + " " + drop.reason();
  }

  /** Nothing is tried, for this reason. */
  public PlanAssert failsWith(FailureKind kind) {
    boolean fails = plan.failure() != null && plan.failure().kind() == kind;
    return check(fails, "no candidate because of " + kind, plan.candidates().size());
  }

  /** One of the notes contains this. */
  public PlanAssert notes(String part) {
    boolean found = plan.notes().stream().anyMatch(note -> note.contains(part));
    return check(found, "a note with '" + part + "'", plan.notes());
  }

  private PlanAssert check(boolean holds, String expected, Object actual) {
    if (!holds) {
      throw new AssertionError("Expected " + expected + ", but there was " + actual + ":\n" + plan);
    }
    return this;
  }
}
