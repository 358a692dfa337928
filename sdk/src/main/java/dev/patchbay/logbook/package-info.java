/**
 * Writes down each request at its end: its row, and what it said where that is wanted.
 *
 * <p>Imports {@code attempt}, {@code log} and below. Dispatch tells it what happens, the facade
 * opens and closes it. Read {@link dev.patchbay.logbook.Logbook} first. A logbook is thread-safe;
 * an entry is too, for raced attempts end on threads of their own.
 */
@NullMarked
package dev.patchbay.logbook;

import org.jspecify.annotations.NullMarked;
