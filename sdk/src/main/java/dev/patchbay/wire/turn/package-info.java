/**
 * The order of a conversation, and what of its translation no protocol does in its own way: runs of
 * one role, results beside their calls, media by their bytes, arguments as objects.
 *
 * <p>Imports {@code wire} and below. The request side of the packages {@code wire.*} calls it; not
 * API. Read {@link dev.patchbay.wire.turn.Turns} first, then {@code TurnRuns}. One object serves
 * one conversation, in one thread; what is static is stateless.
 */
@NullMarked
package dev.patchbay.wire.turn;

import org.jspecify.annotations.NullMarked;
