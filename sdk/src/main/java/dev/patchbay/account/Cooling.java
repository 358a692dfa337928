package dev.patchbay.account;

import dev.patchbay.failure.FailureKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Out of rotation for a while. Immutable.
 *
 * @param kind the class of the failure that caused it
 * @param until when it ends
 * @param stated true if the provider named that time; false if we guessed it
 * @param message what the provider said, for a person
 * @param since when it began
 * @param probeAt when one request may look whether it is over already, and from when on only one at
 *     a time may until it is served; null for a short bench, which just ends
 */
public record Cooling(
    FailureKind kind,
    Instant until,
    boolean stated,
    String message,
    Instant since,
    @Nullable Instant probeAt) {}
