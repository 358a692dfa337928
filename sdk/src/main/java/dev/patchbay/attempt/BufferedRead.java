package dev.patchbay.attempt;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.transport.HttpReply;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.undo.Undoing;

/**
 * A whole answer, read as it may come: as an error in disguise, or as no answer at all.
 *
 * @param response what it says
 * @param body as it came
 */
record BufferedRead(ChatResponse response, byte[] body) {
  /** Most bytes of a whole answer: images and sound in base64 included. */
  static final long BODY_LIMIT = 64L << 20;

  /**
   * Reads a reply.
   *
   * @throws AttemptFailedException if it is no answer
   */
  static BufferedRead read(
      HttpReply reply, Codec codec, Prepared prepared, FailureReader failures) {
    byte[] body = reply.body(BODY_LIMIT);
    if (codec.isError(body)) {
      throw new AttemptFailedException(
          failures.of(
              codec.decodeError(reply.status(), reply.headers(), body),
              FailurePhase.BEFORE_OUTPUT,
              body));
    }
    try {
      ChatResponse response =
          Undoing.in(codec.decodeResponse(body, prepared.issuer()), prepared.undo());
      if (response.choices().isEmpty()) {
        throw new AttemptFailedException(
            failures.senseless("The answer holds no choice", FailurePhase.BEFORE_OUTPUT, body));
      }
      return new BufferedRead(response, body);
    } catch (BadJsonException e) {
      throw new AttemptFailedException(
          failures.senseless(
              "The answer could not be decoded: " + e.getMessage(),
              FailurePhase.BEFORE_OUTPUT,
              body));
    }
  }
}
