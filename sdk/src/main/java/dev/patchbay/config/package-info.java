/**
 * Configuration: what the user gave, from wherever, as one record tree; and what becomes of it.
 *
 * <p>Imports {@code dispatch} and below. The facade calls it. Three shapes: {@link
 * dev.patchbay.config.RouterConfig} is what was given, {@link dev.patchbay.config.Resolved} what it
 * means, the router what runs. Immutable values; reading is pure but for {@code .env}'s file.
 */
@NullMarked
package dev.patchbay.config;

import org.jspecify.annotations.NullMarked;
