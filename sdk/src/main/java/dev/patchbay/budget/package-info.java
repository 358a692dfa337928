/**
 * Budgets: what may be spent by a key, under a tag, at a provider, account or model, in a day, a
 * month or in all; and the rules by which an attempt reserves its share before it is sent.
 *
 * <p>Imports {@code price}, {@code provider} (for names of models) and below; it knows neither
 * ledger nor accounts but by their names. {@code books} obeys it, the stores keep what is spent.
 * Read {@link dev.patchbay.budget.Budgets} first. Values are immutable and pure, stores
 * thread-safe.
 */
@NullMarked
package dev.patchbay.budget;

import org.jspecify.annotations.NullMarked;
