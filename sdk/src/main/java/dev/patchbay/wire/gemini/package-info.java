/**
 * Gemini generateContent, in four directions, buffered and streamed.
 *
 * <p>Imports {@code wire} and below; nothing of a sibling. Attempts and the facade call it through
 * {@link dev.patchbay.wire.Codec}; not API but for {@link dev.patchbay.wire.gemini.GeminiCodec}.
 * Read that first, then {@code Words} and {@code PartDecoder}. Everything is stateless but the
 * stream halves, which are one thread's each. Where no other source stands beside a fact, it is
 * from the vendor's Gemini API reference, v1beta (2026-11).
 */
@NullMarked
package dev.patchbay.wire.gemini;

import org.jspecify.annotations.NullMarked;
