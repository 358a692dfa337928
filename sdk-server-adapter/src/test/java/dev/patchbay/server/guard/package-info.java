/** Who is let in, and who is not. */
@NullMarked
package dev.patchbay.server.guard;

import org.jspecify.annotations.NullMarked;
