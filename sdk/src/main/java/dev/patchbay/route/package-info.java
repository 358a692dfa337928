/**
 * The nouns of a decision: what is asked, what is known, what was decided and why.
 *
 * <p>Imports {@code provider}, {@code account} and below. The planner makes a {@link
 * dev.patchbay.route.Plan} of a {@link dev.patchbay.route.RouteQuery}; dispatch runs it; callers
 * read it. Read these two first. Immutable.
 */
@NullMarked
package dev.patchbay.route;

import org.jspecify.annotations.NullMarked;
