/**
 * One try: take a lease, encode, sign, send, decode, settle, and close the lease in exactly one of
 * three ways.
 *
 * <p>Imports {@code lease}, {@code route}, the codecs' contract, {@code transport} and below.
 * Dispatch calls it and decides what a failure means. Read {@link
 * dev.patchbay.attempt.AttemptRunner} first. Not API.
 */
@NullMarked
package dev.patchbay.attempt;

import org.jspecify.annotations.NullMarked;
