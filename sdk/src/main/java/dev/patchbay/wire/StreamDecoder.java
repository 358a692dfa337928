package dev.patchbay.wire;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.transport.SseFrame;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the frames of one upstream stream into events that fold to what the buffered answer would
 * have been. One thread; state machine; each part gets its {@code PartEnd} exactly once.
 */
public interface StreamDecoder {
  /**
   * Decodes one frame.
   *
   * @param out takes the events, in order
   * @return the error the frame carries; null if it carries none
   * @throws dev.patchbay.json.BadJsonException if the frame cannot be decoded: nothing of it was
   *     handed out, and the next frame may be tried
   */
  @Nullable ErrorSignal decode(SseFrame frame, Consumer<ChatEvent> out);

  /** The stream has ended: closes what is open, and fills in finishes the protocol leaves out. */
  void end(Consumer<ChatEvent> out);

  /** True once a finish was seen for every choice that began: the answer is whole. */
  boolean finished();

  /** True once the protocol's last frame was seen: nothing more will come. */
  boolean terminated();

  /** True while the arguments of a tool call are coming: a frame lost now cannot be skipped. */
  boolean inToolArguments();
}
