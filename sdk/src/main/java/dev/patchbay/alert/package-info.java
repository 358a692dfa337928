/**
 * Alerts: what needs somebody, from when it was first seen until it is over, and where that is
 * kept.
 *
 * <p>Imports nothing but what is below it. The stores keep it; what watches a router raises and
 * resolves them. Read {@link dev.patchbay.alert.Alert} first. Values are immutable, stores
 * thread-safe.
 */
@NullMarked
package dev.patchbay.alert;

import org.jspecify.annotations.NullMarked;
