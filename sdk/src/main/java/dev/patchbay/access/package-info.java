/**
 * Who may ask: API keys, of which only hashes are kept, and the tenants they belong to.
 *
 * <p>Imports {@code budget}, {@code secret} and below. The stores keep it; whoever lets requests in
 * from outside asks it. Read {@link dev.patchbay.access.ApiKey} first. Values are immutable, stores
 * thread-safe.
 */
@NullMarked
package dev.patchbay.access;

import org.jspecify.annotations.NullMarked;
