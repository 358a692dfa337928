package dev.patchbay.route;

import dev.patchbay.failure.Failure;
import dev.patchbay.wire.Capability;
import java.util.List;
import java.util.Set;

/**
 * Writes a plan for a person: what was asked, who is tried in order, who is not and why, and what
 * is worth knowing. Its lines are asserted in tests: change them with care.
 */
final class PlanText {
  private PlanText() {}

  static String of(Plan plan) {
    StringBuilder text = new StringBuilder("plan for ");
    query(plan.query(), text);
    List<Candidate> candidates = plan.candidates();
    for (int i = 0; i < candidates.size(); i++) {
      candidate(i + 1, candidates.get(i), text);
    }
    if (plan.failure() != null) {
      failure(plan.failure(), text);
    }
    plan.dropped().forEach(drop -> dropped(drop, text));
    plan.notes().forEach(note -> text.append("  note: ").append(note).append('\n'));
    return text.toString();
  }

  private static void query(RouteQuery query, StringBuilder text) {
    text.append(query.model().isEmpty() ? "(no model)" : query.shownModel());
    if (query.clientProtocol() != null) {
      text.append(", asked in ").append(query.clientProtocol().id());
    }
    if (query.estimatedTokens() > 0) {
      text.append(", about ").append(query.estimatedTokens()).append(" tokens");
    }
    needs(query.needs(), text);
    if (query.sessionKey() != null && query.explicitSession()) {
      text.append(", session ").append(query.sessionKey());
    }
    text.append('\n');
  }

  private static void needs(Set<Capability> needs, StringBuilder text) {
    String before = ", needs ";
    for (Capability capability : Capability.values()) {
      if (needs.contains(capability)) {
        text.append(before).append(capability.word());
        before = " ";
      }
    }
  }

  private static void candidate(int number, Candidate candidate, StringBuilder text) {
    Target target = candidate.target();
    text.append("  ").append(number).append(". ").append(candidate.account().alias());
    text.append(' ').append(RouteQuery.shown(target.model()));
    text.append(" [").append(target.protocol().id()).append(", ").append(target.grade().words());
    text.append(target.substitution() ? ", another model" : "");
    text.append(candidate.probe() ? ", looks whether it is back] " : "] ");
    text.append(candidate.reason()).append('\n');
  }

  private static void failure(Failure failure, StringBuilder text) {
    text.append("  ").append(failure.kind());
    text.append(failure.status() > 0 ? " " + failure.status() : "");
    text.append(": ").append(failure.message()).append('\n');
  }

  private static void dropped(Dropped drop, StringBuilder text) {
    text.append("  - ").append(drop.account() != null ? drop.account() : drop.provider());
    text.append(drop.model() != null ? " " + RouteQuery.shown(drop.model()) : "");
    text.append(": ").append(drop.reason().words());
    text.append(drop.detail().isEmpty() ? "" : " (" + drop.detail() + ")");
    text.append(drop.until() != null ? " until " + drop.until() : "").append('\n');
  }
}
