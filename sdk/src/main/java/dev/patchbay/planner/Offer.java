package dev.patchbay.planner;

import dev.patchbay.account.Account;
import dev.patchbay.route.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A target some rule proposes. Immutable.
 *
 * @param target the target
 * @param why the rule, for a person
 * @param only the one account it may use; null for all of the provider's
 */
record Offer(Target target, String why, @Nullable Account only) {
  Offer(Target target, String why) {
    this(target, why, null);
  }

  boolean isFor(Account account) {
    return only == null || only.equals(account);
  }

  Offer because(String reason) {
    return new Offer(target, reason, only);
  }

  /**
   * An offer and what the filter left of its accounts. Immutable.
   *
   * @param last true if everything of it is to be tried after the rest
   */
  record Filtered(Offer offer, List<Open> open, boolean last) {
    Target target() {
      return offer.target();
    }

    /** The sum of the weights of its usable accounts: its share in a draw. */
    long weight() {
      long sum = 0;
      for (Open account : open) {
        sum += account.account().weight();
      }
      return sum;
    }
  }

  /**
   * A usable account. Immutable.
   *
   * @param probe true if the request would look whether it is back
   * @param parked true if it did not know the model lately: it is tried after the rest
   */
  record Open(Account account, boolean probe, boolean parked) {}
}
