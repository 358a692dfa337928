/**
 * Where API keys and tenants are kept: siblings in memory and in a database.
 *
 * <p>Imports {@code access}, {@code store.database} and below. Only {@code store} makes them. Read
 * {@link dev.patchbay.store.access.MemoryApiKeys} first. Thread-safe.
 */
@NullMarked
package dev.patchbay.store.access;

import org.jspecify.annotations.NullMarked;
