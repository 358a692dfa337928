/**
 * What a server is made of, whichever it runs on: calls and answers, routes and who may use them,
 * faults. Nothing here knows a socket.
 *
 * <p>Imports nothing of this module. Whoever answers calls has routes; {@link
 * dev.patchbay.server.http.Front} stands before all of them. Read {@link
 * dev.patchbay.server.http.Route} first. Values are immutable; a call is one thread's.
 */
@NullMarked
package dev.patchbay.server.http;

import org.jspecify.annotations.NullMarked;
