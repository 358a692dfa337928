/**
 * Where alerts are kept: siblings in memory and in a database.
 *
 * <p>Imports {@code alert}, {@code store.database} and below. Only {@code store} makes them. Read
 * {@link dev.patchbay.store.alert.MemoryAlerts} first. Thread-safe.
 */
@NullMarked
package dev.patchbay.store.alert;

import org.jspecify.annotations.NullMarked;
