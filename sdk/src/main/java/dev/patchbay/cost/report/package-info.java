/**
 * What it all cost: questions to the ledger, their answers, exports, and prices set right later.
 *
 * <p>Imports {@code cost} and below. The facade asks, the stores of the ledger answer. Read {@link
 * dev.patchbay.cost.report.LedgerArchive} first. Values are immutable and pure, stores thread-safe.
 */
@NullMarked
package dev.patchbay.cost.report;

import org.jspecify.annotations.NullMarked;
