/**
 * What a codec is: the contract the protocol siblings keep, the profile of the target an encoder
 * may see, and the names and ids every provider takes.
 *
 * <p>Imports {@code chat}, {@code failure}, {@code json}, {@code transport}. The packages {@code
 * wire.*} implement it, attempts and the facade call it. Read {@link dev.patchbay.wire.Codec}
 * first.
 */
@NullMarked
package dev.patchbay.wire;

import org.jspecify.annotations.NullMarked;
