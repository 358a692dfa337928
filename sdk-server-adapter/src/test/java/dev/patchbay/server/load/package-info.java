/** How much the server bears, measured through real sockets; see {@code docs/PERFORMANCE.md}. */
@NullMarked
package dev.patchbay.server.load;

import org.jspecify.annotations.NullMarked;
