/**
 * Where the ledger is kept.
 *
 * <p>Imports {@code cost}, {@code store.database} and below. Only the facade makes stores. Read
 * {@link dev.patchbay.store.cost.MemoryLedger} first. Thread-safe.
 */
@NullMarked
package dev.patchbay.store.cost;

import org.jspecify.annotations.NullMarked;
