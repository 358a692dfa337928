/**
 * Stores: where what concepts keep is kept; here, in memory.
 *
 * <p>Imports the concepts whose store interfaces it implements and below. Only the facade makes
 * stores. Read {@link dev.patchbay.store.MemoryAccountStates} first. Thread-safe.
 */
@NullMarked
package dev.patchbay.store;

import org.jspecify.annotations.NullMarked;
