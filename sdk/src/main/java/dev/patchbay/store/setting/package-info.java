/**
 * Where settings are kept: siblings in memory and in a database.
 *
 * <p>Imports {@code setting}, {@code store.database} and below. Only {@code store} makes them. Read
 * {@link dev.patchbay.store.setting.MemorySettings} first. Thread-safe.
 */
@NullMarked
package dev.patchbay.store.setting;

import org.jspecify.annotations.NullMarked;
