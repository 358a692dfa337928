/**
 * Traffic through a policy, in no time: a real router over scripted providers, a clock that is
 * moved from request to request, faults by windows of time, and a report of who served what at
 * which cost.
 *
 * <p>May import everything public; tests call it. Read {@link
 * dev.patchbay.testing.simulation.Simulator} first. Values are immutable; a simulation runs on the
 * thread that calls it.
 */
@NullMarked
package dev.patchbay.testing.simulation;

import org.jspecify.annotations.NullMarked;
