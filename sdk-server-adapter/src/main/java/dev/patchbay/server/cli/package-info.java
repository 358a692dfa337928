/**
 * The command line: starts the server, and manages it. Each command speaks the routes of
 * management, in process or over HTTP.
 *
 * <p>Imports everything below; nobody imports it. {@link dev.patchbay.server.cli.Main} is where the
 * process begins; read it first. One thread.
 */
@NullMarked
package dev.patchbay.server.cli;

import org.jspecify.annotations.NullMarked;
