package dev.patchbay.wire.responses;

import dev.patchbay.chat.StopReason;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.reading.ChoiceEvents;
import org.jspecify.annotations.Nullable;

/** Why an answer stopped, as it is read: the protocol says only why it was cut. Stateless. */
final class StopWords {
  private StopWords() {}

  /**
   * By what the protocol says of a cut, or else by what the answer holds.
   *
   * @param incomplete the answer's {@code incomplete_details}; null if it has none
   */
  static StopReason reason(@Nullable RawJson incomplete, ChoiceEvents choice) {
    if (incomplete != null && incomplete.isObject()) {
      return cut(incomplete);
    }
    if (choice.calls() > 0) {
      return StopReason.TOOL_CALLS;
    }
    return choice.refused() ? StopReason.REFUSAL : StopReason.END;
  }

  private static StopReason cut(RawJson incomplete) {
    RawJson word = Words.block(incomplete, "$.incomplete_details").take("reason");
    return word == null ? StopReason.OTHER : Words.cut(Block.text(word));
  }

  /** A word this version has none for, among the fields of the choice. */
  static JsonFields extras(@Nullable RawJson incomplete) {
    boolean strange =
        incomplete != null && incomplete.isObject() && cut(incomplete) == StopReason.OTHER;
    return strange && incomplete != null
        ? JsonFields.of(Words.PROTOCOL, "incomplete_details", incomplete)
        : JsonFields.NONE;
  }
}
