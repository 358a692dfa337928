package dev.patchbay.server.http;

import java.io.IOException;

/** Answers the calls of a route. Thread-safe. */
@FunctionalInterface
public interface Handler {
  /**
   * The answer.
   *
   * @throws Fault if the call is refused
   * @throws IOException if the client left while its body was read
   */
  Answer answer(Call call) throws IOException;
}
