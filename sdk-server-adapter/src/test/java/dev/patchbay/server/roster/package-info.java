/** What changes at run time promise. */
@NullMarked
package dev.patchbay.server.roster;

import org.jspecify.annotations.NullMarked;
