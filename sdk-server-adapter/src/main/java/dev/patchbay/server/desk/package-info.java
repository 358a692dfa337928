/**
 * What a command asks: the routes of a server, be it one over HTTP or one opened here on the
 * database without a socket.
 *
 * <p>Imports {@code http}, {@code setup} and the assembly. The commands call it. Read {@link
 * dev.patchbay.server.desk.Desk} first. One thread.
 */
@NullMarked
package dev.patchbay.server.desk;

import org.jspecify.annotations.NullMarked;
