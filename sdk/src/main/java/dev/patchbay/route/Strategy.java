package dev.patchbay.route;

import java.util.Locale;
import java.util.Optional;

/** How the accounts of one provider are ordered. */
public enum Strategy {
  /** The account with a live five-hour session first. The default. */
  SESSION,
  /** Each client session stays at its account; new ones are spread. */
  SESSION_AFFINITY,
  /** By priority alone. */
  PRIORITY,
  /** One after the other. */
  ROUND_ROBIN,
  /** The one with the fewest requests first. */
  LEAST_USED,
  /** Drawn by weight. */
  WEIGHTED,
  /** The one whose quota resets first. */
  DRAIN_SOONEST,
  /** The one with the shortest time to first token. */
  FASTEST,
  /** Each client session stays while its warm prompt cache is worth more than its waiting. */
  STAY_BY_COST;

  /** The word in configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The strategy of a word; {@code session-drain-soonest} is another name of one. */
  public static Optional<Strategy> of(String word) {
    String meant = word.toLowerCase(Locale.ROOT);
    if (meant.equals("session-drain-soonest")) {
      return Optional.of(DRAIN_SOONEST);
    }
    for (Strategy strategy : values()) {
      if (strategy.word().equals(meant)) {
        return Optional.of(strategy);
      }
    }
    return Optional.empty();
  }
}
