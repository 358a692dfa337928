/**
 * What OpenAI's two protocols say in the same words: tools and their choice, formats, efforts,
 * labels, media, errors. Where they put the same words in different places, {@link
 * dev.patchbay.wire.oai.Layout} knows them.
 *
 * <p>Imports {@code wire} and below. {@code wire.openai} and {@code wire.responses} stand on it;
 * not API. Read {@code Layout} first. Stateless, but for what encodes one request, which is one
 * thread's. Where no other source stands beside a fact, it is from the vendor's API reference
 * (2026-11).
 */
@NullMarked
package dev.patchbay.wire.oai;

import org.jspecify.annotations.NullMarked;
