/**
 * How a codec reads an answer, whatever its protocol: the frames of a stream, and the order in
 * which the events of the answer are told.
 *
 * <p>Imports {@code wire}, {@code chat}, {@code failure}, {@code json}, {@code transport}; the
 * packages {@code wire.*} build their {@code StreamReader} on it. Read {@link
 * dev.patchbay.wire.reading.FrameDecoder} first, then {@code AnswerEvents}, {@code ChoiceEvents}
 * and {@code PartEvents}. One thread for each stream.
 */
@NullMarked
package dev.patchbay.wire.reading;

import org.jspecify.annotations.NullMarked;
