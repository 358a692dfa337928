/**
 * Exact money: prices per million tokens, and what an answer's tokens cost by them.
 *
 * <p>Imports {@code chat} (for the classes of tokens). Attempts and the ledger call it. Read {@link
 * dev.patchbay.price.Pricing} first. Immutable and pure.
 */
@NullMarked
package dev.patchbay.price;

import org.jspecify.annotations.NullMarked;
