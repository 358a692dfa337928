package dev.patchbay.route;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A budget that does not allow a request. Immutable.
 *
 * @param message which one and why, for the caller
 * @param until when it begins anew; null if never, or if that would not help
 */
public record OverBudget(String message, @Nullable Instant until) {}
