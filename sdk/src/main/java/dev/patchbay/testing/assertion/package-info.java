/**
 * Assertions on plans and traces, without a test framework: a failed one is an {@code
 * AssertionError} that shows the whole plan or trace.
 *
 * <p>May import everything public; tests call it. Read {@link
 * dev.patchbay.testing.assertion.PatchbayAssertions} first. Immutable.
 */
@NullMarked
package dev.patchbay.testing.assertion;

import org.jspecify.annotations.NullMarked;
