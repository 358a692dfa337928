/**
 * Live answers in the caller's hands: consumed on the calling thread, through a queue, or by
 * demand; and the threads that takes.
 *
 * <p>Imports {@code chat}, {@code trace}, {@code transport}, {@code wire}. Dispatch makes streams,
 * the facade owns the workers. Read {@link dev.patchbay.stream.StreamRun} first. Not API.
 * Thread-safe but for the one consumer.
 */
@NullMarked
package dev.patchbay.stream;

import org.jspecify.annotations.NullMarked;
