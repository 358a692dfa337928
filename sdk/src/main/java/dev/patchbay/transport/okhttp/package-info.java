/**
 * The transport on OkHttp and okhttp-sse, which are known here only. Not API, but for the factories
 * of {@link dev.patchbay.transport.okhttp.OkHttpTransport}: read it first, then {@code
 * OkHttpReply}.
 *
 * <p>Imports {@code transport}, {@code failure} and {@code secret}. The facade makes one; the tests
 * of codecs read recorded streams by {@code SseFrames}. Calls run on the caller's thread; one timer
 * thread watches all of them.
 */
@NullMarked
package dev.patchbay.transport.okhttp;

import org.jspecify.annotations.NullMarked;
