package dev.patchbay.clients;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.wire.Codec;
import org.jspecify.annotations.Nullable;

/** A vendor's client, asked one thing, and what it understood of the answer. One thread. */
interface Client extends AutoCloseable {
  /** The codec of the protocol it speaks. */
  Codec codec();

  /** Asks for a whole answer. */
  Seen whole();

  /** Asks for a stream and reads it to its end, by the client's own accumulator if it has one. */
  Seen streamed();

  /**
   * What the client should see of an answer, by the vendor's documents: not by the codec's code.
   *
   * @param streamed true if it comes as a stream: accumulators do not take over everything
   */
  Seen expected(ChatResponse answer, boolean streamed);

  /** What an exception of the client says; null if it is none a caller would catch as such. */
  @Nullable Refused refused(RuntimeException thrown);

  @Override
  void close();

  /**
   * A refusal as the client tells it.
   *
   * @param exception simple name of its class
   * @param status HTTP status; 0 where the client does not tell it
   * @param type the protocol's word; null where the client does not tell it
   * @param code the protocol's code; null if none
   * @param retryAfter the header; null if none, or where the client does not show headers
   */
  record Refused(
      String exception,
      int status,
      @Nullable String type,
      @Nullable String code,
      String message,
      @Nullable String retryAfter) {
    Refused withMessage(String other) {
      return new Refused(exception, status, type, code, other, retryAfter);
    }
  }
}
