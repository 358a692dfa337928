package dev.patchbay.wire;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatFold;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Issuer;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.transport.SseFrame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a stream of frames: decoded as an attempt decodes it, up to the first error or the
 * end.
 */
record StreamRun(
    Outcome outcome,
    ChatResponse answer,
    @Nullable ErrorSignal error,
    List<ChatEvent> events,
    int badFrames) {
  /** How a stream ended. */
  enum Outcome {
    COMPLETE,
    CUT,
    ERROR
  }

  static final Issuer ISSUER = Issuer.of("fixture", "m");

  static StreamRun of(Codec codec, List<SseFrame> frames) {
    StreamDecoder decoder = codec.decodeStream(ISSUER);
    List<ChatEvent> events = new ArrayList<>();
    ErrorSignal error = null;
    int bad = 0;
    for (SseFrame frame : frames) {
      try {
        error = decoder.decode(frame, events::add);
      } catch (BadJsonException e) {
        bad++;
        if (decoder.inToolArguments()) {
          return run(Outcome.CUT, null, events, bad);
        }
      }
      if (error != null) {
        return run(Outcome.ERROR, error, events, bad);
      }
      if (decoder.terminated()) {
        break;
      }
    }
    decoder.end(events::add);
    return run(decoder.finished() ? Outcome.COMPLETE : Outcome.CUT, null, events, bad);
  }

  private static StreamRun run(
      Outcome outcome, @Nullable ErrorSignal error, List<ChatEvent> events, int bad) {
    ChatFold fold = new ChatFold();
    events.forEach(fold::add);
    return new StreamRun(outcome, fold.response(), error, List.copyOf(events), bad);
  }

  /** The shape of an answer: how it ended and of what kinds of parts it is made. */
  String shape() {
    StringBuilder shape = new StringBuilder(outcome.name());
    answer
        .choices()
        .forEach(
            choice -> {
              shape.append(' ').append(choice.index()).append(':');
              choice
                  .message()
                  .parts()
                  .forEach(part -> shape.append(part.getClass().getSimpleName()).append(','));
            });
    return shape.toString();
  }
}
