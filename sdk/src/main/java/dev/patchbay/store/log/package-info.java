/**
 * Where the request log is kept: in memory, or in a database.
 *
 * <p>Imports {@code log} and {@code store.database}. The facade makes one of them. Read {@link
 * dev.patchbay.store.log.MemoryRequestLog} first: it says the same as the SQL, in plain Java.
 * Thread-safe.
 */
@NullMarked
package dev.patchbay.store.log;

import org.jspecify.annotations.NullMarked;
