/**
 * The story of one request: which candidates were tried, what each said, what it cost; and the
 * exception that carries it.
 *
 * <p>Imports {@code failure} only. Dispatch writes it, callers read it. Read {@link
 * dev.patchbay.trace.RouteTrace} first. Immutable.
 */
@NullMarked
package dev.patchbay.trace;

import org.jspecify.annotations.NullMarked;
