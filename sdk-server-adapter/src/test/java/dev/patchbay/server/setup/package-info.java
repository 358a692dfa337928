/** What the server is told, read. */
@NullMarked
package dev.patchbay.server.setup;

import org.jspecify.annotations.NullMarked;
