package dev.patchbay;

import dev.patchbay.failure.FailureKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account and its health at one moment. Immutable.
 *
 * @param alias {@code provider/name}
 * @param provider id of the provider
 * @param priority lower first
 * @param paused true if somebody paused it
 * @param available true if it can be used now
 * @param state {@code available}, or in a word why not, such as {@code cooling}
 * @param reason why it cannot; empty if it can
 * @param failure the class of failure behind it; null if it can, or a person is it
 * @param until when that ends; null if unknown or never
 * @param sessionStartedAt when its present session began; null if none ever did
 * @param inFlight requests it serves now
 * @param requests how often it was tried
 * @param lastUsedAt when last; null if never
 * @param coolings how many coolings last: its own and those of single models at it
 * @param openCircuits how many circuits are open, likewise
 */
public record AccountStatus(
    String alias,
    String provider,
    int priority,
    boolean paused,
    boolean available,
    String state,
    String reason,
    @Nullable FailureKind failure,
    @Nullable Instant until,
    @Nullable Instant sessionStartedAt,
    int inFlight,
    long requests,
    @Nullable Instant lastUsedAt,
    int coolings,
    int openCircuits) {}
