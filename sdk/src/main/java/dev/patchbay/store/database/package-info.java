/**
 * A database behind one contract: connections, transactions, migrations, and the one file in which
 * dialects differ. It knows no concept that is stored.
 *
 * <p>Imports {@code failure} and {@code secret} only. The stores of the concepts call it. Read
 * {@link dev.patchbay.store.database.Database} first. Thread-safe.
 */
@NullMarked
package dev.patchbay.store.database;

import org.jspecify.annotations.NullMarked;
