/**
 * Runs a plan: retries in place, failover, the commit point, hedging, one deadline over everything.
 *
 * <p>Imports {@code attempt} and below. The facade calls it. What to do after a failure is decided
 * purely in {@link dev.patchbay.dispatch.Course}; {@link dev.patchbay.dispatch.Dispatcher} holds the
 * only loop, for buffered and streamed calls alike. Not API.
 */
@NullMarked
package dev.patchbay.dispatch;

import org.jspecify.annotations.NullMarked;
