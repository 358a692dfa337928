/**
 * Conversations in short, as OpenAI's {@code POST /responses/compact} gives them: asked of whoever
 * has that endpoint in its words, and of everybody else as a summary, which the client carries
 * sealed and brings back.
 *
 * <p>Imports {@code wire} and below, no codec. Attempts and the facade call it. Read {@link
 * dev.patchbay.wire.compaction.Compactions} first. Not API. Immutable.
 */
@NullMarked
package dev.patchbay.wire.compaction;

import org.jspecify.annotations.NullMarked;
