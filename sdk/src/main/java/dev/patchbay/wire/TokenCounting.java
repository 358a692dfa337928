package dev.patchbay.wire;

import dev.patchbay.chat.ChatRequest;

/**
 * How a protocol counts the tokens of a prompt, towards a provider and towards a client. Stateless
 * and thread-safe. Bodies are foreign: only {@link dev.patchbay.json.BadJsonException} leaves.
 */
public interface TokenCounting {
  /** Where the question goes, by {@code POST}. */
  Endpoint endpoint(TargetProfile target);

  /**
   * The question.
   *
   * @throws UntranslatableException as {@link Codec#encodeRequest}
   */
  Encoded encodeRequest(ChatRequest request, TargetProfile target);

  /** An upstream's answer: at least 0. */
  long decodeResponse(byte[] body);

  /** A client's question. */
  ChatRequest decodeRequest(byte[] body);

  /** The answer for a client. */
  byte[] encodeResponse(long tokens);
}
