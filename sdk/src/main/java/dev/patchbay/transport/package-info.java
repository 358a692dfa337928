/**
 * HTTP behind one small contract: a call goes out, a reply comes back, its frames are read on the
 * calling thread; everything is bounded and can be cancelled from any thread.
 *
 * <p>Imports {@code failure} and {@code secret}. OkHttp and okhttp-sse are known here only.
 * Attempts call it. Read {@link dev.patchbay.transport.Transport} first, then {@link
 * dev.patchbay.transport.OkHttpTransport}. Half of the files are the contract, half keep it: more
 * than in other packages, to leave no second place that knows OkHttp. Calls run on the caller's
 * thread; one timer thread.
 */
@NullMarked
package dev.patchbay.transport;

import org.jspecify.annotations.NullMarked;
