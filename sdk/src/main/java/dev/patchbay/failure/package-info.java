/**
 * What can go wrong, as data: the classes of failure, what each one asks of the router, and the one
 * table that tells them apart.
 *
 * <p>Imports nothing of the project. Codecs hand an {@link dev.patchbay.failure.ErrorSignal} in,
 * dispatch acts on the {@link dev.patchbay.failure.Verdict}. Read {@link
 * dev.patchbay.failure.FailureKind} first. Immutable.
 */
@NullMarked
package dev.patchbay.failure;

import org.jspecify.annotations.NullMarked;
