/**
 * What happens while requests are routed, as values handed to listeners.
 *
 * <p>Imports {@code trace}, {@code failure}, and {@code chat} for its tokens. Dispatch and leases
 * send them; callers, logs and meters listen. Read {@link dev.patchbay.event.RouteListener} first.
 * Immutable.
 */
@NullMarked
package dev.patchbay.event;

import org.jspecify.annotations.NullMarked;
