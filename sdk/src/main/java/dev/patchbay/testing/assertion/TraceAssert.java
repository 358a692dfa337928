package dev.patchbay.testing.assertion;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.trace.AttemptRecord;
import dev.patchbay.trace.RouteTrace;
import java.util.List;
import java.util.Objects;

/** Assertions on what a router did for one request; each gives itself back. Immutable. */
public final class TraceAssert {
  private final RouteTrace trace;

  TraceAssert(RouteTrace trace) {
    this.trace = trace;
  }

  /** This account, {@code provider/name}, served the answer. */
  public TraceAssert servedBy(String account) {
    String actual = trace.served().map(AttemptRecord::account).orElse("nobody");
    return check(actual.equals(account), "served by " + account, actual);
  }

  /** This model served the answer, as its provider was asked for it. */
  public TraceAssert servedModel(String model) {
    String actual = trace.served().map(AttemptRecord::model).orElse("none");
    return check(actual.equals(model), "served by model " + model, actual);
  }

  /** Nobody served an answer. */
  public TraceAssert notServed() {
    return check(trace.served().isEmpty(), "no answer", "one");
  }

  /** So many attempts were made. */
  public TraceAssert attempts(int count) {
    return check(trace.attempts().size() == count, count + " attempts", trace.attempts().size());
  }

  /** The answer came from another account than the one tried first. */
  public TraceAssert failedOver() {
    return check(hasFailedOver(), "a failover", "none");
  }

  /** The account tried first served the answer. */
  public TraceAssert notFailedOver() {
    return check(
        trace.served().isPresent() && !hasFailedOver(), "no failover", "one, or no answer");
  }

  private boolean hasFailedOver() {
    return trace
        .served()
        .map(served -> !served.account().equals(trace.attempts().get(0).account()))
        .orElse(false);
  }

  /** Exactly these failures came, in this order. */
  public TraceAssert failures(FailureKind... kinds) {
    List<FailureKind> actual =
        trace.attempts().stream()
            .map(AttemptRecord::failure)
            .filter(Objects::nonNull)
            .map(failure -> Objects.requireNonNull(failure).kind())
            .toList();
    return check(actual.equals(List.of(kinds)), "failures " + List.of(kinds), actual);
  }

  private TraceAssert check(boolean holds, String expected, Object actual) {
    if (!holds) {
      throw new AssertionError(
          "Expected " + expected + ", but there was " + actual + ":\n" + text());
    }
    return this;
  }

  private String text() {
    StringBuilder text = new StringBuilder(trace.toString()).append('\n');
    for (AttemptRecord attempt : trace.attempts()) {
      text.append("  ").append(attempt.number()).append(". ").append(attempt.account());
      text.append(' ').append(attempt.model()).append(": ");
      text.append(attempt.failure() == null ? "served" : attempt.failure().kind());
      text.append(attempt.failure() == null ? "" : ": " + attempt.failure().message());
      text.append('\n');
    }
    trace.dropped().forEach(drop -> text.append("  - ").append(drop).append('\n'));
    trace.notes().forEach(note -> text.append("  note: ").append(note).append('\n'));
    return text.toString();
  }
}
