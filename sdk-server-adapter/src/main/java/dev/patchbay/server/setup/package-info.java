/**
 * What the server is told before it starts: its configuration file, the environment, the command
 * line; and which of them says what.
 *
 * <p>Imports nothing of this module. The assembly and the command line call it. Read {@link
 * dev.patchbay.server.setup.Setup} first. Values are immutable.
 */
@NullMarked
package dev.patchbay.server.setup;

import org.jspecify.annotations.NullMarked;
