/**
 * Where states of accounts, pins of sessions and shared leases are kept: each in memory and in a
 * database. What is asked on the way of a request answers from memory and is written behind.
 *
 * <p>Imports {@code account}, {@code store.database} and below. Only {@code store} and the facade
 * make these. Read {@link dev.patchbay.store.account.SqlAccountStates} first. Thread-safe.
 */
@NullMarked
package dev.patchbay.store.account;

import org.jspecify.annotations.NullMarked;
