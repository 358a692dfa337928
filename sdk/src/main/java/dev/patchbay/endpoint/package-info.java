/**
 * Where and how a call goes to a provider: its URL, its headers, and the profile its encoder sees.
 *
 * <p>Imports {@code provider}, {@code wire} and below. Attempts call it for each request,
 * configuration for base URLs. Read {@link dev.patchbay.endpoint.Endpoints} first. Immutable and
 * pure.
 */
@NullMarked
package dev.patchbay.endpoint;

import org.jspecify.annotations.NullMarked;
