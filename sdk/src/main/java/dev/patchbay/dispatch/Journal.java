package dev.patchbay.dispatch;

import dev.patchbay.attempt.Outcome;
import dev.patchbay.route.Candidate;
import dev.patchbay.route.Dropped;
import dev.patchbay.route.Plan;
import dev.patchbay.trace.AttemptRecord;
import dev.patchbay.trace.DropRecord;
import dev.patchbay.trace.RouteTrace;
import dev.patchbay.wire.Loss;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes down what happens to one request. Thread-safe: hedged attempts write at the same time. */
final class Journal {
  private final String requestId;
  private final Plan plan;
  private final List<AttemptRecord> attempts = new ArrayList<>();
  private final List<String> notes;
  private final List<String> losses = new ArrayList<>();
  private final List<DropRecord> dropped;
  private boolean substituted;

  Journal(Dispatch dispatch) {
    this.requestId = dispatch.requestId();
    this.plan = dispatch.plan();
    this.notes = new ArrayList<>(plan.notes());
    this.dropped = new ArrayList<>(plan.dropped().stream().map(Dropped::record).toList());
  }

  String requestId() {
    return requestId;
  }

  synchronized void note(String text) {
    notes.add(text);
  }

  /** A candidate of the plan is left out after all. */
  synchronized void dropped(Dropped candidate) {
    dropped.add(candidate.record());
  }

  /** An attempt has ended; what it lost counts only if it served. */
  synchronized void ended(Candidate candidate, Outcome outcome) {
    attempts.add(outcome.record());
    attempts.sort(Comparator.comparingInt(AttemptRecord::number));
    if (outcome.served()) {
      substituted = candidate.target().substitution();
      outcome.losses().stream().map(Loss::toString).forEach(losses::add);
    }
  }

  /** What could not be told to the client. */
  synchronized void lost(List<Loss> more) {
    more.stream().map(Loss::toString).filter(loss -> !losses.contains(loss)).forEach(losses::add);
  }

  synchronized RouteTrace trace() {
    return new RouteTrace(
        requestId, plan.query().model(), attempts, dropped, substituted, notes, losses);
  }
}
