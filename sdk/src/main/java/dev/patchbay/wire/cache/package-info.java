/**
 * Prompt-cache marks set, or timed anew, for a target whose configuration wants that, in a request
 * of the canonical model. What a client's own bytes need is with the codec.
 *
 * <p>Imports {@code wire} and below. The codecs of protocols with such marks call it before they
 * encode. Read {@link dev.patchbay.wire.cache.CacheMarking} first. Pure.
 */
@NullMarked
package dev.patchbay.wire.cache;

import org.jspecify.annotations.NullMarked;
