package dev.patchbay.account;

import java.time.Instant;

/**
 * Out of rotation for a while. Immutable.
 *
 * @param until when it ends
 * @param stated true if the provider named that time; false if we guessed it
 * @param reason why, for a person: the class of the failure and its message
 * @param since when it began
 * @param lastProbe when somebody last looked whether it is over; {@code since} at first
 */
public record Cooling(
    Instant until, boolean stated, String reason, Instant since, Instant lastProbe) {}
