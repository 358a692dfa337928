package dev.patchbay.wire.openai;

import dev.patchbay.chat.StopReason;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.reading.ChoiceEvents;

/** Why an answer stopped, as it is read. Stateless. */
final class StopWords {
  private StopWords() {}

  /** By the protocol's word and by what the choice holds: some servers stop calls as any answer. */
  static StopReason reason(String word, ChoiceEvents choice) {
    StopReason reason = Words.stopReason(word);
    if (reason == StopReason.END && choice.calls() > 0) {
      return StopReason.TOOL_CALLS;
    }
    return reason == StopReason.END && choice.refused() ? StopReason.REFUSAL : reason;
  }

  /** A word this version has none for, among the fields of the choice. */
  static JsonFields extras(String word) {
    return Words.stopReason(word) == StopReason.OTHER
        ? JsonFields.of(Words.PROTOCOL, "finish_reason", RawJson.string(word))
        : JsonFields.NONE;
  }
}
