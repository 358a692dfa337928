/**
 * OpenAI Responses, in four directions, buffered and streamed.
 *
 * <p>Imports {@code wire} and below;
 *
 * <p>nothing of a sibling. Attempts and the facade call it through {@link dev.patchbay.wire.Codec};
 * not API but for {@link dev.patchbay.wire.responses.ResponsesCodec}. Read that first, then {@code
 * Words}, {@code ItemDecoder} and {@code ItemEncoder}. Everything is stateless but the stream
 * halves, which are one thread's each. Where no other source stands beside a fact, it is from the
 * vendor's Responses API reference (2026-11).
 */
@NullMarked
package dev.patchbay.wire.responses;

import org.jspecify.annotations.NullMarked;
