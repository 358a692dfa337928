/**
 * Metrics as Prometheus collects them: what the router does is counted as it happens, what it is
 * like is asked when somebody collects.
 *
 * <p>Imports {@code alerts}, {@code http} and the SDK; the assembly gives its listener to the
 * router and its route to the table. Read {@link dev.patchbay.server.metrics.Metrics} first, then
 * {@code RequestMeters}. Thread-safe: meters are counted on the threads of requests, and never wait
 * there.
 */
@NullMarked
package dev.patchbay.server.metrics;

import org.jspecify.annotations.NullMarked;
