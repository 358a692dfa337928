/**
 * The ledger: what every attempt consumed and cost, and the budgets that bound it.
 *
 * <p>Imports {@code price}, {@code chat} and below; it knows neither accounts nor conversations but
 * by their names. {@code books} writes it, the stores keep it, the facade asks it. Read {@link
 * dev.patchbay.cost.LedgerEntry} first. Values are immutable, stores thread-safe.
 */
@NullMarked
package dev.patchbay.cost;

import org.jspecify.annotations.NullMarked;
