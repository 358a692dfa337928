package dev.patchbay.wire;

import dev.patchbay.json.JsonPatch;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The model's name in an answer that is forwarded as it came: the client is told the name it asked
 * for, and every other character stays. Stateless.
 */
public final class AnswerModel {
  /** Where a protocol names the model: in the frames of a stream, and in a whole answer. */
  private static final Map<Protocol, List<List<String>>> PLACES = new EnumMap<>(Protocol.class);

  static {
    PLACES.put(Protocol.OPENAI_CHAT, List.of(List.of("model")));
    PLACES.put(Protocol.OPENAI_RESPONSES, List.of(List.of("response", "model"), List.of("model")));
    PLACES.put(Protocol.ANTHROPIC_MESSAGES, List.of(List.of("message", "model"), List.of("model")));
    PLACES.put(Protocol.GEMINI, List.of(List.of("modelVersion")));
  }

  private AnswerModel() {}

  /** The answer, or one frame's data of it, with this model's name where it names one. */
  public static String named(Protocol protocol, String json, String model) {
    String named = json;
    for (List<String> place : PLACES.getOrDefault(protocol, List.of())) {
      named = JsonPatch.string(named, place, model);
    }
    return named;
  }
}
