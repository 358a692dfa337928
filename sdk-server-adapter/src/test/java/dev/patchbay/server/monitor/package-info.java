/** How a server is watched, asked over real HTTP; providers are played. */
@NullMarked
package dev.patchbay.server.monitor;

import org.jspecify.annotations.NullMarked;
