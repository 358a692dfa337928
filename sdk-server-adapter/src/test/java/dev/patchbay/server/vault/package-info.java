/** What sealed credentials promise. */
@NullMarked
package dev.patchbay.server.vault;

import org.jspecify.annotations.NullMarked;
