package dev.patchbay.context;

import dev.patchbay.attempt.Asked;
import dev.patchbay.planner.Queries;
import dev.patchbay.route.Candidate;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.wire.Loss;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request as a turn of what was said before: what it asks with its history, what of that a
 * candidate has room for, and what is written down of the answer. Thread-safe but for its end,
 * which comes once.
 */
public final class Turn {
  /** A request without a history, of whose answer nothing is written down. */
  public static final Turn NONE = new Turn(null, List.of());

  private static final Logger LOG = LoggerFactory.getLogger(Turn.class);

  private final @Nullable Whole whole;
  private final List<Keeping> keepings;

  Turn(@Nullable Whole whole, List<Keeping> keepings) {
    this.whole = whole;
    this.keepings = List.copyOf(keepings);
  }

  /** This, with one more that writes its answer down. */
  Turn and(Keeping keeping) {
    List<Keeping> more = new ArrayList<>(keepings);
    more.add(keeping);
    return new Turn(whole, more);
  }

  /** What is asked, with all of its history. */
  public Asked asked(Asked own) {
    return whole == null ? own : new Asked.Restated(own, whole.without(0), List.of());
  }

  /** What a candidate is asked: of the history, what it has room for. */
  public Asked asked(Asked asked, Candidate candidate) {
    int cut = whole == null ? 0 : whole.cut(candidate.target().card());
    if (whole == null || cut == 0) {
      return asked;
    }
    Loss loss =
        new Loss(
            "history",
            "the oldest " + cut + " messages were left out: the model's window has no room");
    return new Asked.Restated(asked, whole.without(cut), List.of(loss));
  }

  /** What routing sees of it: the history counts, but can be left out. */
  public RouteQuery query(RouteQuery own) {
    return whole == null ? own : Queries.withHistory(own, whole.without(0), whole.trimmable());
  }

  /**
   * Writes the answer down; returns when that is done. An answer that was paid for is given even if
   * the store fails: what failed is logged.
   *
   * @return what the trace should say of it
   */
  public List<String> answered(Answered answer) {
    List<String> notes = new ArrayList<>();
    for (Keeping keeping : keepings) {
      try {
        keeping.keep(answer);
      } catch (RuntimeException e) {
        LOG.warn("The answer to {} could not be kept for later turns", answer.requestId(), e);
        notes.add("the answer could not be kept for later turns: " + e.getMessage());
      }
    }
    return notes;
  }
}
