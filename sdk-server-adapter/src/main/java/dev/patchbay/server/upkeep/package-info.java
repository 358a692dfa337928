/**
 * Routes to look after what is stored: sizes, integrity, room, history.
 *
 * <p>Imports {@code http}. The assembly asks for its routes. Read {@link
 * dev.patchbay.server.upkeep.UpkeepRoutes} first; it is alone because it needs nothing but the
 * router. Thread-safe.
 */
@NullMarked
package dev.patchbay.server.upkeep;

import org.jspecify.annotations.NullMarked;
