/**
 * The HTTP server: Jetty, and the only package that knows it. Calls go in, answers come out.
 *
 * <p>Imports {@code http} and {@code setup}. The assembly starts it. Read {@link
 * dev.patchbay.server.jetty.HttpServer} first. Thread-safe.
 */
@NullMarked
package dev.patchbay.server.jetty;

import org.jspecify.annotations.NullMarked;
