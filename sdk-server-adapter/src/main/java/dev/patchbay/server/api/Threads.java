package dev.patchbay.server.api;

import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.JsonBytes;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Fault;

/**
 * Anthropic's message threads: of a request in one only the newest messages come, since the vendor
 * keeps the others. Here the next request may go to another provider or account, so they are
 * refused in the words on which the vendor's clients go on by sending everything.
 */
final class Threads {
  /** How the clients announce them (anthropic-sdk-typescript 1.12, {@code ThreadState}). */
  private static final String BETA = "message-threads";

  private static final int TOP = 1;

  private Threads() {}

  /**
   * Looks at a request for an answer.
   *
   * @throws Fault 400 if it belongs to a thread
   */
  static void refuse(Call call, byte[] body) {
    String betas = call.headers().get("anthropic-beta");
    if (betas == null || !betas.contains(BETA)) {
      return;
    }
    if (isOfThread(body)) {
      throw Fault.of(
          400,
          "thread_unsupported_request",
          "thread: there are no message threads here; send the whole conversation without it");
    }
  }

  private static boolean isOfThread(byte[] body) {
    try {
      JsonBytes in = JsonBytes.readObject(body, TOP);
      return in.isObject(in.field(in.root(), "thread"));
    } catch (BadJsonException e) {
      // Whoever answers says what is wrong with it.
      return false;
    }
  }
}
