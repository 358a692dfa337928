package dev.patchbay.trace;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A candidate that was not tried, and why. Immutable.
 *
 * @param provider id of the provider
 * @param account alias of the account; null if the whole provider or target was dropped
 * @param model the model it would have been asked for; null if none was found
 * @param reason the reason as an upper-case word, such as {@code COOLING}
 * @param detail what a person should know; empty if the reason says it all
 * @param until when the reason ends; null if unknown or never
 */
public record DropRecord(
    String provider,
    @Nullable String account,
    @Nullable String model,
    String reason,
    String detail,
    @Nullable Instant until)
    implements java.io.Serializable {}
