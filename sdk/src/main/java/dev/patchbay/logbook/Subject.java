package dev.patchbay.logbook;

import dev.patchbay.attempt.Asked;
import dev.patchbay.route.Plan;
import java.time.Instant;

/**
 * The request that is written down, as far as it does not change. Immutable.
 *
 * @param id our id of it
 * @param at when it arrived
 * @param plan who is to be tried
 * @param asked what the caller asked, in the caller's own words
 */
record Subject(String id, Instant at, Plan plan, Asked asked) {}
