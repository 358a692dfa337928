/**
 * What was changed in a request is undone in its answer: names of tools, stop texts the target was
 * not told, a schema sent as a tool.
 *
 * <p>Imports {@code wire} and below. {@code attempt} calls it on every answer that was decoded; not
 * API. Read {@link dev.patchbay.wire.undo.Undoing} first. An object serves one answer, in one
 * thread.
 */
@NullMarked
package dev.patchbay.wire.undo;

import org.jspecify.annotations.NullMarked;
