package dev.patchbay.chat;

import dev.patchbay.json.JsonFields;
import org.jspecify.annotations.Nullable;

/**
 * One of the answers to a request. Immutable.
 *
 * @param index 0 for the first
 * @param message what the model said
 * @param stopReason why it stopped
 * @param stopSequence the stop sequence it wrote, null if unknown or none
 * @param extras what the protocol said of this choice besides, verbatim (log probabilities,
 *     details)
 */
public record Choice(
    int index,
    Message.Assistant message,
    StopReason stopReason,
    @Nullable String stopSequence,
    JsonFields extras) {}
