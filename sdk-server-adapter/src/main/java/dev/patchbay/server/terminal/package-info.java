/**
 * What the command line prints on and asks from: standard output and error, tables, colour.
 *
 * <p>Imports nothing of this module. The commands call it. Read {@link
 * dev.patchbay.server.terminal.Terminal} first. One thread.
 */
@NullMarked
package dev.patchbay.server.terminal;

import org.jspecify.annotations.NullMarked;
