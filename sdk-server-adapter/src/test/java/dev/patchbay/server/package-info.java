/** What the server promises, asked over real HTTP. */
@NullMarked
package dev.patchbay.server;

import org.jspecify.annotations.NullMarked;
