package dev.patchbay.wire.anthropic;

import dev.patchbay.chat.StopReason;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.reading.ChoiceEvents;
import org.jspecify.annotations.Nullable;

/** Why an answer stopped, as it is read. Stateless. */
final class StopWords {
  /** What is said of it; all null if nothing is. */
  record Stop(@Nullable String word, @Nullable String sequence, @Nullable RawJson details) {
    static final Stop UNSAID = new Stop(null, null, null);
  }

  private StopWords() {}

  static Stop read(Block said) {
    String word = said.string("stop_reason");
    String sequence = said.string("stop_sequence");
    return new Stop(word, sequence, said.take("stop_details"));
  }

  /** By the protocol's word; one that contradicts the content is put right. */
  static StopReason reason(@Nullable String word, ChoiceEvents choice) {
    boolean calls = choice.calls() > 0;
    if (word == null) {
      return calls ? StopReason.TOOL_CALLS : StopReason.END;
    }
    StopReason reason = Words.stopReason(word);
    return reason == StopReason.TOOL_CALLS && !calls ? StopReason.END : reason;
  }

  /** A word this version has none for, and details (a refusal's explanation). */
  static JsonFields extras(Stop stop) {
    String word = stop.word();
    JsonFields extras = JsonFields.NONE;
    if (word != null && Words.stopReason(word) == StopReason.OTHER) {
      extras = extras.and(JsonFields.of(Words.PROTOCOL, "stop_reason", RawJson.string(word)));
    }
    return stop.details() == null
        ? extras
        : extras.and(JsonFields.of(Words.PROTOCOL, "stop_details", stop.details()));
  }
}
