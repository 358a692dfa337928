/**
 * Runs a plan: retries in place, failover, the commit point, hedging, one deadline over everything.
 *
 * <p>Imports {@code delivery}, {@code course}, {@code stream} and below. The facade calls it. What
 * to do after a failure is decided purely in {@code course}; {@link
 * dev.patchbay.dispatch.Dispatcher} holds the only loop, for buffered and streamed calls alike. Not
 * API.
 */
@NullMarked
package dev.patchbay.dispatch;

import org.jspecify.annotations.NullMarked;
