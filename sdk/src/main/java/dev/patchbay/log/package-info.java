/**
 * The request log: one row for each request with its trace, bodies where they are wanted, and
 * statistics over them.
 *
 * <p>Imports {@code trace}, {@code chat} and below; it knows accounts, prices and conversations by
 * their names only. {@code logbook} writes it, the stores keep it, the facade asks it. Read {@link
 * dev.patchbay.log.RequestLog} first. Values are immutable, stores thread-safe.
 */
@NullMarked
package dev.patchbay.log;

import org.jspecify.annotations.NullMarked;
