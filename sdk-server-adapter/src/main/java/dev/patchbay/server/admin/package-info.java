/**
 * Management: the routes that show and change providers, accounts, settings and the configuration.
 *
 * <p>Imports {@code roster} and below. The assembly puts its routes among the others. Answers never
 * hold a credential. Read {@link dev.patchbay.server.admin.ProviderRoutes} first. Thread-safe.
 */
@NullMarked
package dev.patchbay.server.admin;

import org.jspecify.annotations.NullMarked;
