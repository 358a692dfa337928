package dev.patchbay.wire;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.failure.Failure;
import dev.patchbay.transport.SseFrame;
import java.util.List;
import java.util.function.Consumer;

/**
 * Encodes the events of one answer as the frames a client of the protocol expects, by the grammar
 * its official SDK enforces. One thread; state machine.
 */
public interface StreamEncoder {
  /** Encodes one event; may give no frame, one, or several. */
  void encode(ChatEvent event, Consumer<SseFrame> out);

  /**
   * Nothing came for a while: what keeps the client and all between from giving up, and says
   * nothing. Nothing once the stream is over.
   */
  void heartbeat(Consumer<SseFrame> out);

  /** The answer is whole: what is open is closed, then the protocol's terminator. */
  void end(Consumer<SseFrame> out);

  /** The answer failed after frames were sent: the protocol's own error, never a clean end. */
  void fail(Failure failure, Consumer<SseFrame> out);

  /** What could not be carried over so far. */
  List<Loss> losses();
}
