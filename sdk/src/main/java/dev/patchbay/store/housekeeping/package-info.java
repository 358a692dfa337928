/**
 * Removes what is older than anybody wants to keep it, and gives its room back: all the time and in
 * small steps, so that no request waits for it.
 *
 * <p>Imports {@code account} for leases, {@code store.database} and below; what a chore removes it
 * does not know. The facade starts one for each database. Read {@link
 * dev.patchbay.store.housekeeping.Housekeeper} first. Thread-safe.
 */
@NullMarked
package dev.patchbay.store.housekeeping;

import org.jspecify.annotations.NullMarked;
