/**
 * The data plane: clients' calls in four protocols become requests of the router, and its replies
 * their answers; and what clients ask about: models, tokens, plans, conversations, usage.
 *
 * <p>Imports {@code http}. The assembly adds its routes. Read {@link
 * dev.patchbay.server.api.ApiRoutes} first, then {@link dev.patchbay.server.api.LiveAnswer}.
 * Thread-safe, but for an answer, which is one thread's and its pulse's.
 */
@NullMarked
package dev.patchbay.server.api;

import org.jspecify.annotations.NullMarked;
