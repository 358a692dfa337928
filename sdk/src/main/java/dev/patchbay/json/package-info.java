/**
 * JSON text: raw values kept verbatim, and the one door through which foreign JSON is read.
 *
 * <p>Imports nothing of the project. Every codec, the configuration reader and the catalogue call
 * it. Read {@link dev.patchbay.json.Json} first. Everything here is immutable or stateless.
 */
@NullMarked
package dev.patchbay.json;

import org.jspecify.annotations.NullMarked;
