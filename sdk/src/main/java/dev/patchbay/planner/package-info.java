/**
 * From a request to a plan: a pure function with one file per rule.
 *
 * <p>Imports {@code route} and below, never {@code lease}. The facade and dispatch call {@link
 * dev.patchbay.planner.Planner}; {@link dev.patchbay.planner.Queries} fills the query of a typed
 * request. More files than elsewhere, since each rule has its own. Read {@link
 * dev.patchbay.planner.Planner} first: it names the rules in their order. No clock, no I/O, no
 * static state: all methods are thread-safe.
 */
@NullMarked
package dev.patchbay.planner;

import org.jspecify.annotations.NullMarked;
