package dev.patchbay.wire;

import dev.patchbay.json.JsonFields;

/**
 * How an answer is to look to the client it is encoded for. Immutable.
 *
 * @param model the model's name in the answer
 * @param includeUsage whether a stream ends with usage where the protocol leaves that to the client
 *     (OpenAI Chat's {@code stream_options.include_usage})
 * @param echo what the answer repeats of its request, as {@link Codec#echo} gives it
 */
public record ClientView(String model, boolean includeUsage, JsonFields echo) {
  /** A view in which nothing is repeated. */
  public ClientView(String model, boolean includeUsage) {
    this(model, includeUsage, JsonFields.NONE);
  }
}
