package dev.patchbay.wire.openai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Log probabilities of one choice while they come in, one list per frame. One thread. */
final class Logprobs {
  static final String NAME = "logprobs";

  private final List<RawJson> content = new ArrayList<>();
  private final List<RawJson> refusal = new ArrayList<>();

  /** Takes what a frame says, and gives its other unknown fields back. */
  JsonFields add(JsonFields choiceExtras) {
    RawJson logprobs = choiceExtras.get(NAME).orElse(null);
    if (logprobs == null || !logprobs.isObject()) {
      return choiceExtras;
    }
    content.addAll(list(logprobs, "content"));
    refusal.addAll(list(logprobs, "refusal"));
    return choiceExtras.without(NAME);
  }

  private static List<RawJson> list(RawJson logprobs, String name) {
    RawJson list = Words.block(logprobs, "$").take(name);
    return list != null && list.text().startsWith("[")
        ? Words.block(RawJson.of("{\"list\":" + list.text() + "}"), "$").items("list")
        : List.of();
  }

  /** The fields with all log probabilities among them. */
  JsonFields into(JsonFields choiceExtras) {
    return content.isEmpty() && refusal.isEmpty()
        ? choiceExtras
        : choiceExtras.and(JsonFields.of(Words.PROTOCOL, NAME, all()));
  }

  private RawJson all() {
    return RawJson.of(
        Json.write(
            writer -> {
              writer.beginObject();
              list(writer, "content", content);
              list(writer, "refusal", refusal);
              writer.endObject();
            }));
  }

  private static void list(JsonWriter writer, String name, List<RawJson> items) throws IOException {
    if (items.isEmpty()) {
      PartDecoder.nothing(writer, name);
      return;
    }
    writer.name(name).beginArray();
    for (RawJson item : items) {
      Json.raw(writer, item);
    }
    writer.endArray();
  }
}
