/** What the doctor finds. */
@NullMarked
package dev.patchbay.server.doctor;

import org.jspecify.annotations.NullMarked;
