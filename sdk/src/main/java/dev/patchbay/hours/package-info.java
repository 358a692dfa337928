/**
 * Hours of a week: when an account rests, by the clock of a place.
 *
 * <p>Imports nothing of Patchbay. The configuration makes them, {@code account} asks them. Read
 * {@link dev.patchbay.hours.PauseHours} first. Everything is immutable; what time it is, is an
 * argument.
 */
@NullMarked
package dev.patchbay.hours;

import org.jspecify.annotations.NullMarked;
