package dev.patchbay.planner;

import dev.patchbay.account.Account;
import dev.patchbay.chat.Issuer;
import dev.patchbay.planner.Offer.Filtered;
import dev.patchbay.planner.Offer.Open;
import dev.patchbay.route.Candidate;
import dev.patchbay.route.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes candidates of ordered targets: each with its accounts in order; doubtful ones last. */
final class Candidates {
  private Candidates() {}

  static List<Candidate> of(List<Filtered> order, Draft draft) {
    List<Candidate> candidates = new ArrayList<>();
    List<Candidate> last = new ArrayList<>(0);
    for (Filtered filtered : order) {
      List<Account> accounts = new ArrayList<>(filtered.open().size());
      filtered.open().forEach(open -> accounts.add(open.account()));
      for (Account account : AccountOrder.of(accounts, filtered.target(), draft)) {
        add(filtered, open(filtered, account), candidates, last);
      }
    }
    candidates.addAll(last);
    return issuerFirst(candidates, draft);
  }

  private static Open open(Filtered filtered, Account account) {
    for (Open open : filtered.open()) {
      if (open.account() == account) {
        return open;
      }
    }
    throw new IllegalStateException("The order of accounts has made up " + account.alias());
  }

  private static void add(
      Filtered filtered, Open open, List<Candidate> candidates, List<Candidate> last) {
    String why = filtered.offer().why();
    if (open.parked()) {
      why += "; last, it did not know the model lately";
    } else if (filtered.last()) {
      why += "; last, the prompt may not fit";
    }
    Candidate candidate = new Candidate(filtered.target(), open.account(), open.probe(), why);
    (open.parked() || filtered.last() ? last : candidates).add(candidate);
  }

  /** Whoever wrote the opaque reasoning in the history is the only one who can read it. */
  private static List<Candidate> issuerFirst(List<Candidate> candidates, Draft draft) {
    Issuer issuer = draft.query.softPin();
    if (issuer == null || candidates.size() < 2) {
      return candidates;
    }
    Candidate before = candidates.get(0);
    candidates.sort(
        Comparator.comparing((Candidate candidate) -> !isBy(issuer, candidate, true))
            .thenComparing(candidate -> !isBy(issuer, candidate, false)));
    if (candidates.get(0) != before) {
      draft.note(issuer.provider() + " first: it wrote the reasoning in the history");
    }
    return candidates;
  }

  private static boolean isBy(Issuer issuer, Candidate candidate, boolean modelToo) {
    Target target = candidate.target();
    return target.provider().id().equals(issuer.provider())
        && (!modelToo || target.model().equals(issuer.model()));
  }

  /** Says that another model may answer than the one asked for. */
  static void noteSubstitution(List<Candidate> candidates, Draft draft) {
    Set<String> models = new LinkedHashSet<>(0);
    for (Candidate candidate : candidates) {
      Target target = candidate.target();
      if (target.substitution()) {
        models.add(target.provider().id() + " by " + target.model());
      }
    }
    if (!models.isEmpty()) {
      draft.note(draft.shownModel() + " would be answered at " + String.join(", ", models));
    }
  }
}
