/** What the HTTP server promises, asked through real sockets. */
@NullMarked
package dev.patchbay.server.jetty;

import org.jspecify.annotations.NullMarked;
