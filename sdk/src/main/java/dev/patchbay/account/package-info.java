/**
 * Accounts: the credentials of a provider, and the health of each as an immutable record behind a
 * store; sessions and leases that processes share.
 *
 * <p>Imports {@code provider}, {@code secret} and below. Planner and leases use it; {@code
 * store.account} implements its stores. Read {@link dev.patchbay.account.Account} first.
 */
@NullMarked
package dev.patchbay.account;

import org.jspecify.annotations.NullMarked;
