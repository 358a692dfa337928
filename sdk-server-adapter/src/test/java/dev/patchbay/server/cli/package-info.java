/** What commands print, and what they exit with. */
@NullMarked
package dev.patchbay.server.cli;

import org.jspecify.annotations.NullMarked;
