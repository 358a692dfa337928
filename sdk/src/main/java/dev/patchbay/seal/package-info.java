/**
 * Texts at rest: sealed with AES-GCM by a key, for the one place each is kept at.
 *
 * <p>Imports {@code secret} and {@code failure}. Stores seal what people say by {@link
 * dev.patchbay.seal.Texts}, the server its credentials by {@link dev.patchbay.seal.Seal}. Read
 * {@link dev.patchbay.seal.Seal} first. Thread-safe.
 */
@NullMarked
package dev.patchbay.seal;

import org.jspecify.annotations.NullMarked;
