/**
 * Finds what is usually wrong with a server, and says the cure.
 *
 * <p>Imports {@code setup}, {@code http} and {@code desk}. The command line calls it. Read {@link
 * dev.patchbay.server.doctor.Doctor} first. One thread.
 */
@NullMarked
package dev.patchbay.server.doctor;

import org.jspecify.annotations.NullMarked;
