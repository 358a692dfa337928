/**
 * What looking at a client's request and changing single fields of it in its own bytes is, whatever
 * its protocol: the {@code RequestGlance} and {@code RequestSplicer} of each codec add the
 * vocabulary.
 *
 * <p>Imports {@code wire} and below. The codecs stand on it; not API. Read {@link
 * dev.patchbay.wire.bytes.BodyGlance} first. One thread reads or changes one request.
 */
@NullMarked
package dev.patchbay.wire.bytes;

import org.jspecify.annotations.NullMarked;
