/**
 * The facade: {@link dev.patchbay.Router}, its builder and its handles. Start here.
 *
 * <p>Imports everything below; nothing imports it but the test kit, bridges and other modules.
 * {@link dev.patchbay.Router} is thread-safe, {@link dev.patchbay.RouterBuilder} is one thread's.
 */
@NullMarked
package dev.patchbay;

import org.jspecify.annotations.NullMarked;
