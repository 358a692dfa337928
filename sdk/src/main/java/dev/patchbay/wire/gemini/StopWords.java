package dev.patchbay.wire.gemini;

import dev.patchbay.chat.StopReason;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.reading.ChoiceEvents;
import org.jspecify.annotations.Nullable;

/** Why an answer stopped, as it is read. Stateless. */
final class StopWords {
  private StopWords() {}

  /** By the protocol's word and by what the choice holds: there is no word for calls. */
  static StopReason reason(@Nullable String word, ChoiceEvents choice) {
    StopReason reason = word == null ? StopReason.END : Words.stopReason(word);
    return reason == StopReason.END && choice.calls() > 0 ? StopReason.TOOL_CALLS : reason;
  }

  /** A word that would not come back, among the fields of the choice. */
  static JsonFields extras(@Nullable String word) {
    return word == null || Words.stopWord(Words.stopReason(word)).equals(word)
        ? JsonFields.NONE
        : JsonFields.of(Words.PROTOCOL, Words.FINISH, RawJson.string(word));
  }
}
