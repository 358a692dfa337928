/**
 * HTTP as one small contract: a call goes out, a reply comes back, its frames are read on the
 * calling thread; everything is bounded and can be cancelled from any thread.
 *
 * <p>Imports {@code failure} and {@code secret}. Attempts call it; {@code transport.okhttp} keeps
 * it. Read {@link dev.patchbay.transport.Transport} first. Each type says which threads may use it.
 */
@NullMarked
package dev.patchbay.transport;

import org.jspecify.annotations.NullMarked;
