/**
 * Every client protocol against every target protocol, whole and streamed. What the upstream got
 * and what the client got are read by readers of their own, which know nothing of our codecs, into
 * lines of one form. Read {@link dev.patchbay.wire.matrix.MatrixTest} first, then a topic under
 * {@code src/test/resources/matrix}.
 */
package dev.patchbay.wire.matrix;
