/** The data plane, asked over real HTTP as clients ask it; providers are played. */
@NullMarked
package dev.patchbay.server.api;

import org.jspecify.annotations.NullMarked;
