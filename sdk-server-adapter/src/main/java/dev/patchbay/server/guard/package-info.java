/**
 * Who may do what: API keys, the admin token, where a call comes from and which site sent it, how
 * many requests a minute; and the routes that manage keys.
 *
 * <p>Imports {@code http} and {@code setup}. The assembly puts its gate before every route. Read
 * {@link dev.patchbay.server.guard.KeyGate} first. Thread-safe.
 */
@NullMarked
package dev.patchbay.server.guard;

import org.jspecify.annotations.NullMarked;
