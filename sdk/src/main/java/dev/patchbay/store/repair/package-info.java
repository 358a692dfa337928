/**
 * A damaged file of SQLite made whole again, as far as it can be read. Nobody else may have it open
 * meanwhile.
 *
 * <p>Imports {@code store.database} and {@code store.housekeeping}; the server's command line calls
 * it. Read {@link dev.patchbay.store.repair.Repair} first. One thread.
 */
@NullMarked
package dev.patchbay.store.repair;

import org.jspecify.annotations.NullMarked;
