package dev.patchbay.wire.responses;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonBytes;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an answer repeats of its request. Stateless. */
final class Echo {
  private static final String PREVIOUS = "previous_response_id";

  /**
   * OpenAI, "The response object": fields that repeat the request's. Its instructions and tools are
   * not among them here: a coding agent's are long, and a stream would say them three times.
   */
  private static final List<String> REPEATED =
      List.of(
          PREVIOUS,
          "max_output_tokens",
          "max_tool_calls",
          "metadata",
          "parallel_tool_calls",
          "prompt_cache_key",
          "reasoning",
          "safety_identifier",
          "store",
          "temperature",
          "text",
          "tool_choice",
          "top_logprobs",
          "top_p",
          "truncation",
          "user");

  /** What the vendor's SDKs require, or always get, where it is not known. */
  private static final Map<String, RawJson> UNKNOWN = new LinkedHashMap<>();

  static {
    UNKNOWN.put("instructions", RawJson.NULL);
    UNKNOWN.put("max_output_tokens", RawJson.NULL);
    UNKNOWN.put("metadata", RawJson.EMPTY_OBJECT);
    UNKNOWN.put("parallel_tool_calls", RawJson.of("true"));
    UNKNOWN.put(PREVIOUS, RawJson.NULL);
    UNKNOWN.put("temperature", RawJson.NULL);
    UNKNOWN.put("tool_choice", RawJson.of("\"auto\""));
    UNKNOWN.put("tools", RawJson.of("[]"));
    UNKNOWN.put("top_p", RawJson.NULL);
  }

  /** Written before. */
  private static final Set<String> KNOWN =
      Set.of(
          "id",
          "object",
          "created_at",
          "status",
          "error",
          "incomplete_details",
          "model",
          "output",
          "usage",
          "service_tier");

  private Echo() {}

  /** What is to be repeated of a request. */
  static JsonFields of(JsonBytes request) {
    JsonFields.Collector fields = new JsonFields.Collector();
    for (String name : REPEATED) {
      int value = request.field(request.root(), name);
      if (value != JsonBytes.NONE && !request.raw(value).isNull()) {
        fields.add(name, request.raw(value));
      }
    }
    return fields.fields();
  }

  /**
   * Writes it, and the unknown fields of an answer. What the provider says of a setting is what was
   * in force; only which answer it goes on from is ours to say, for its history is ours.
   */
  static void write(JsonWriter writer, JsonFields asked, JsonFields said) throws IOException {
    JsonFields all =
        new JsonFields(UNKNOWN)
            .and(new JsonFields(asked.byName()))
            .and(new JsonFields(said.without(PREVIOUS).byName()))
            .without(KNOWN);
    Json.fields(writer, all);
  }
}
