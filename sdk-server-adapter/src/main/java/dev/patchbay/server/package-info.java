/**
 * The router behind HTTP: the server put together and started.
 *
 * <p>Imports everything below but the command line. {@link dev.patchbay.server.Adapter} is the one
 * assembly; read it first. Thread-safe.
 */
@NullMarked
package dev.patchbay.server;

import org.jspecify.annotations.NullMarked;
