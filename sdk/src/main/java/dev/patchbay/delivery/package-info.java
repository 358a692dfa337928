/**
 * From the output of attempts to the caller's answer: the commit point, a continuation joined to
 * what was shown, and an answer in a client's own protocol.
 *
 * <p>Imports {@code attempt}, {@code route}, the codecs' contract and below. Dispatch opens one for
 * each request. Read {@link dev.patchbay.delivery.Delivery} first. Not API. One thread at a time.
 */
@NullMarked
package dev.patchbay.delivery;

import org.jspecify.annotations.NullMarked;
