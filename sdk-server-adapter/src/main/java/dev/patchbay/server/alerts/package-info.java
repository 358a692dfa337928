/**
 * What needs somebody: it looks at a router every few seconds, raises alerts, resolves them once
 * their causes are gone, and tells those who want to know.
 *
 * <p>Imports {@code setup} and the SDK; the assembly starts it, {@code monitor} shows it, {@code
 * metrics} counts it. Read {@link dev.patchbay.server.alerts.Alerts} first, then {@code Causes} and
 * {@code Decision}, which are pure. Thread-safe: a thread named {@code patchbay-alerts} looks, one
 * named {@code patchbay-webhook} posts.
 */
@NullMarked
package dev.patchbay.server.alerts;

import org.jspecify.annotations.NullMarked;
