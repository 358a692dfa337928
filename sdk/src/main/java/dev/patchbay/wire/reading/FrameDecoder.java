package dev.patchbay.wire.reading;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatFold;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.StreamDecoder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What decoding is in every protocol; a codec's {@code StreamReader} adds the vocabulary. A whole
 * answer goes through the same reader, so that both ways always agree. One thread; one object reads
 * one answer.
 */
public abstract class FrameDecoder implements StreamDecoder {
  /** OpenAI's last frame; servers of other protocols copy it. */
  private static final String DONE = "[DONE]";

  /** Where what is read is told. */
  protected final AnswerEvents answer;

  /**
   * A decoder of one answer.
   *
   * @param protocol id of the protocol, to which unknown fields belong
   */
  protected FrameDecoder(String protocol) {
    this.answer = new AnswerEvents(protocol);
  }

  /**
   * Reads all of a frame, and only then tells what it says and changes anything: a frame that
   * cannot be read leaves no trace.
   *
   * @param event the event's name; empty if it has none
   * @param data not blank, and not the last frame
   * @return the error the frame carries; null if it carries none
   * @throws dev.patchbay.json.BadJsonException if it cannot be read
   */
  protected abstract @Nullable ErrorSignal read(String event, String data);

  /**
   * Reads a whole answer and tells it.
   *
   * @throws dev.patchbay.json.BadJsonException if it cannot be read
   */
  protected abstract void readWhole(Block body);

  /** Nothing more comes: tells what waited. The parts are ended afterwards. */
  protected void close() {}

  @Override
  public final @Nullable ErrorSignal decode(SseFrame frame, Consumer<ChatEvent> out) {
    String data = frame.data().strip();
    if (data.isEmpty() || answer.terminated()) {
      return null;
    }
    if (data.equals(DONE)) {
      answer.terminate();
      return null;
    }
    answer.to(out);
    return read(frame.event() == null ? "" : frame.event(), data);
  }

  /** Decodes a whole answer; on a decoder that decoded nothing before. */
  public final ChatResponse whole(Block body) {
    ChatFold fold = new ChatFold();
    answer.to(fold::add);
    readWhole(body);
    end(fold::add);
    return fold.response();
  }

  @Override
  public final void end(Consumer<ChatEvent> out) {
    answer.to(out);
    close();
    answer.end();
  }

  @Override
  public final boolean finished() {
    return answer.finished();
  }

  @Override
  public final boolean terminated() {
    return answer.terminated();
  }

  @Override
  public final boolean inToolArguments() {
    return answer.inToolArguments();
  }
}
