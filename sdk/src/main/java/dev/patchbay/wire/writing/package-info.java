/**
 * How an answer is told to a client, whatever the protocol: what is known of it so far, whose turn
 * it is among parts that interleave, calls that must be whole, losses and frames. A codec adds its
 * words.
 *
 * <p>Imports {@code chat}, {@code failure}, {@code json}, {@code transport}, {@code wire}. Only the
 * packages {@code wire.*} use it; not API. Objects serve one answer and one thread. Read {@link
 * dev.patchbay.wire.writing.AnswerWriter} first.
 */
@NullMarked
package dev.patchbay.wire.writing;

import org.jspecify.annotations.NullMarked;
