package dev.patchbay.route;

import java.util.List;

/** Writes a plan for a person. Its lines are asserted in tests: change them with care. */
final class PlanText {
  private PlanText() {}

  static String of(Plan plan) {
    StringBuilder text = new StringBuilder("plan for ");
    String model = plan.query().model();
    text.append(model.isEmpty() ? "(no model)" : model).append('\n');
    List<Candidate> candidates = plan.candidates();
    for (int i = 0; i < candidates.size(); i++) {
      candidate(i + 1, candidates.get(i), text);
    }
    if (plan.failure() != null) {
      text.append("  ").append(plan.failure().kind()).append(": ");
      text.append(plan.failure().message()).append('\n');
    }
    plan.dropped().forEach(drop -> dropped(drop, text));
    plan.notes().forEach(note -> text.append("  note: ").append(note).append('\n'));
    return text.toString();
  }

  private static void candidate(int number, Candidate candidate, StringBuilder text) {
    Target target = candidate.target();
    text.append("  ").append(number).append(". ").append(candidate.account().alias());
    text.append(' ').append(target.model());
    text.append(" [").append(target.protocol().id()).append(", ").append(target.grade());
    text.append(target.substitution() ? ", substitution" : "");
    text.append(candidate.probe() ? ", probe] " : "] ");
    text.append(candidate.reason()).append('\n');
  }

  private static void dropped(Dropped drop, StringBuilder text) {
    text.append("  - ").append(drop.account() != null ? drop.account() : drop.provider());
    text.append(drop.model() != null ? " " + drop.model() : "");
    text.append(": ").append(drop.reason());
    text.append(drop.detail().isEmpty() ? "" : " (" + drop.detail() + ")");
    text.append(drop.until() != null ? " until " + drop.until() : "").append('\n');
  }
}
