/**
 * Providers and models as rows of data: what is known of them from the catalogue, and what the user
 * configured on top.
 *
 * <p>Imports {@code wire}, {@code price} and below. A vendor is a row here, never a package. The
 * planner asks it, attempts build requests from it. Read {@link dev.patchbay.provider.Provider} and
 * {@link dev.patchbay.provider.ProviderTable} first. Immutable.
 */
@NullMarked
package dev.patchbay.provider;

import org.jspecify.annotations.NullMarked;
