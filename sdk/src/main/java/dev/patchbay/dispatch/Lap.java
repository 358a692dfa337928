package dev.patchbay.dispatch;

import dev.patchbay.attempt.Outcome;
import dev.patchbay.route.Candidate;

/** A candidate and what came of one attempt at it. Immutable. */
record Lap(Candidate candidate, Outcome outcome) {}
