package dev.patchbay.delivery;

import dev.patchbay.attempt.Outcome;
import dev.patchbay.attempt.Output;
import dev.patchbay.chat.ChatEvent;
import dev.patchbay.route.Candidate;
import java.io.IOException;
import java.util.function.Consumer;

/** The caller's side of an answer. What it throws ends the call. One thread. */
public interface Reader {
  /** The events of the answer, for a caller who takes the canonical model. */
  static Reader of(Consumer<? super ChatEvent> consumer) {
    return output -> {
      if (output instanceof Output.Event said) {
        consumer.accept(said.event());
      }
    };
  }

  /** Output is going to be shown, of this candidate first. */
  default void begin(Candidate candidate) throws IOException {}

  /** The next step that is shown. */
  void output(Output output) throws IOException;

  /** The answer is whole, and all of its attempts are accounted. */
  default void end(Outcome served) throws IOException {}
}
