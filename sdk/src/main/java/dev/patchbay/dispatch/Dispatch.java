package dev.patchbay.dispatch;

import dev.patchbay.attempt.Asked;
import dev.patchbay.context.Turn;
import dev.patchbay.course.DispatchRules;
import dev.patchbay.event.RouteEvent;
import dev.patchbay.logbook.Entry;
import dev.patchbay.media.Downloads;
import dev.patchbay.provider.ProviderTable;
import dev.patchbay.route.Candidate;
import dev.patchbay.route.Plan;
import java.time.Instant;

/**
 * What is to be dispatched. Immutable.
 *
 * @param requestId our id of the request
 * @param plan the decision
 * @param asked the request
 * @param media what is fetched for it
 * @param turn what the request belongs to, and what is written down of its answer
 * @param providers what is known of models, for successors of retired ones
 * @param rules the rules to obey
 * @param entry what is written down of it
 */
public record Dispatch(
    String requestId,
    Plan plan,
    Asked asked,
    Downloads media,
    Turn turn,
    ProviderTable providers,
    DispatchRules rules,
    Entry entry) {

  RouteEvent planned(Instant at) {
    return new RouteEvent.Planned(
        at,
        requestId,
        plan.query().model(),
        plan.candidates().stream().map(Candidate::label).toList());
  }
}
