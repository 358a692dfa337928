package dev.patchbay.account;

import java.time.Instant;

/**
 * The right to be the only one, among all processes that share the store, who does something named.
 * Immutable.
 *
 * @param name what is done
 * @param token larger for each holder of that name: who writes under a lease writes its token along
 *     and refuses a smaller one, so that a holder who slept through the end of its lease cannot
 *     undo what its successor did
 * @param until when it ends unless it is renewed, by the store's clock
 */
public record SharedLease(String name, long token, Instant until) {}
