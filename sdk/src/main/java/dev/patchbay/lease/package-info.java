/**
 * Leases: the right to try one account once, and all that outcomes teach about accounts.
 *
 * <p>Imports {@code route}, {@code account}, {@code event} and below. Attempts take leases and
 * close them; the planner reads what they taught as {@code route.Signals}. Read {@link
 * dev.patchbay.lease.Leases} first. Thread-safe.
 */
@NullMarked
package dev.patchbay.lease;

import org.jspecify.annotations.NullMarked;
