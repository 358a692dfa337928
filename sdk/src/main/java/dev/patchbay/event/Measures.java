package dev.patchbay.event;

import dev.patchbay.chat.Usage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of a request that has ended. Immutable.
 *
 * @param client id of the protocol its client spoke; {@code typed} for a call from Java
 * @param streamed true if the caller asked for a stream
 * @param duration from its arrival to its end, without the time a stream lay unread by its caller
 * @param timeToFirstToken from its arrival to the first output of the attempt that served; null if
 *     none came
 * @param overhead the router's own part: before the first attempt and after the last one
 * @param usage tokens of the attempt that served, or else of the last one that said; null if none
 *     did
 */
public record Measures(
    String client,
    boolean streamed,
    Duration duration,
    @Nullable Duration timeToFirstToken,
    Duration overhead,
    @Nullable Usage usage) {}
