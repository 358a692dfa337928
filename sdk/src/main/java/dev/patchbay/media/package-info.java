/**
 * Media that a request names by address, fetched for targets that fetch none: which addresses may
 * be asked, what may come back, and how much of it. The server may stand in a network that clients
 * must not look into: whatever is fetched goes through {@code PublicAddresses}.
 *
 * <p>Imports {@code transport}, {@code chat} and below, and OkHttp's URL: the guard must read an
 * address as the transport does. Attempts call it; the facade makes the fetcher. Read {@link
 * dev.patchbay.media.PublicAddresses} first, then {@link dev.patchbay.media.MediaFetcher}.
 * Thread-safe. Not API but for {@link dev.patchbay.media.MediaFetch}.
 */
@NullMarked
package dev.patchbay.media;

import org.jspecify.annotations.NullMarked;
