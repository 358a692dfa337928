/**
 * What a conversation adds to a request before it is dispatched, and what is written down of its
 * answer before the caller sees the end.
 *
 * <p>Imports {@code conversation}, {@code attempt} and below. The facade begins a turn, dispatch
 * ends it. Read {@link dev.patchbay.context.Contexts} first. Not API. Thread-safe.
 */
@NullMarked
package dev.patchbay.context;

import org.jspecify.annotations.NullMarked;
