package dev.patchbay.wire;

/**
 * How an answer is to look to the client it is encoded for. Immutable.
 *
 * @param model the model's name in the answer
 * @param includeUsage whether a stream ends with usage where the protocol leaves that to the client
 *     (OpenAI Chat's {@code stream_options.include_usage})
 */
public record ClientView(String model, boolean includeUsage) {}
