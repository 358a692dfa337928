/**
 * Where the ledger is kept: in memory, or in a database by SQL that is written once for all.
 *
 * <p>Imports {@code cost}, {@code cost.report}, {@code store.database} and below. Only the assembly
 * of stores calls it. Read {@link dev.patchbay.store.cost.SqlLedger} first. Thread-safe.
 */
@NullMarked
package dev.patchbay.store.cost;

import org.jspecify.annotations.NullMarked;
