/**
 * How the server and its router are: liveness and readiness, statistics, the log of requests, a
 * live stream of what happens, alerts, and the description of all routes.
 *
 * <p>Imports {@code http} and the SDK; the assembly puts its routes into the table and its listener
 * into the router. Read {@link dev.patchbay.server.monitor.Monitor} first, then {@code Feed}.
 * Thread-safe: a thread named {@code patchbay-monitor} runs while somebody watches.
 */
@NullMarked
package dev.patchbay.server.monitor;

import org.jspecify.annotations.NullMarked;
