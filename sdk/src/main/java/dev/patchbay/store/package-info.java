/**
 * All stores of a router together: in memory, or in one database.
 *
 * <p>Imports the stores of the concepts, {@code store.database} and below. The facade and whoever
 * manages a router open them. Read {@link dev.patchbay.store.Stores}; it is alone here because
 * nothing else knows all of them. Thread-safe.
 */
@NullMarked
package dev.patchbay.store;

import org.jspecify.annotations.NullMarked;
