package dev.patchbay.delivery;

import dev.patchbay.attempt.Output;
import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Part;
import java.util.ArrayList;
import java.util.List;

/** Output that waits for the first visible one: an error before it can fail over unseen. */
public final class Held {
  /** An upstream that sends invisible events for ever must not fill the memory. */
  private static final long MOST_BYTES = 256 << 10;

  private static final long EVENT_BYTES = 64;

  private final List<Output> outputs = new ArrayList<>();
  private long bytes;

  /** Keeps one more; true if it need not wait longer: visible output, the end, or too much. */
  public boolean add(Output output) {
    outputs.add(output);
    if (output.tells()) {
      return true;
    }
    bytes += EVENT_BYTES + 2L * letters(output);
    return bytes > MOST_BYTES;
  }

  /** What was kept, in order. */
  public List<Output> outputs() {
    return outputs;
  }

  /** What is opaque does not show its length in words. */
  private static int letters(Output output) {
    if (output instanceof Output.Frame frame) {
      return frame.frame().data().length();
    }
    return output instanceof Output.Event said ? letters(said.event()) : 0;
  }

  private static int letters(ChatEvent event) {
    if (event instanceof ChatEvent.Signature signature) {
      return signature.signature().value().length();
    }
    if (event instanceof ChatEvent.PartAdded added
        && added.content() instanceof Part.OpaqueThinking thinking) {
      return thinking.data().value().length();
    }
    return event.toString().length();
  }
}
