package dev.patchbay.wire.responses;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Reasoning;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.chat.Sampling;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.ToolNames;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Encodes what a request says of the answer's making: limits, sampling, format, reasoning. */
final class OptionEncoder {
  /** The newer name of {@code user}; a client's stays among the extras, to go back by it. */
  static final String SAFETY_ID = "safety_identifier";

  /** Objects whose unknown fields are kept under their names. */
  static final String TEXT = "text";

  static final String REASONING = "reasoning";
  private static final Set<String> SUMMARIES = Set.of("auto", "concise", "detailed");

  private final ChatRequest request;
  private final Scope scope;

  OptionEncoder(ChatRequest request, Scope scope) {
    this.request = request;
    this.scope = scope;
  }

  void limit(JsonWriter writer) throws IOException {
    Integer limit = request.maxOutputTokens();
    Integer most = scope.target().maxOutput();
    if (limit != null && most != null && limit > most) {
      scope.lost("max-output-tokens", "Lowered from " + limit + " to the model's " + most);
      limit = most;
    }
    if (limit != null && limit < Words.LEAST_OUTPUT) {
      scope.lost("max-output-tokens", "Raised to the least there is, " + Words.LEAST_OUTPUT);
      limit = Words.LEAST_OUTPUT;
    }
    writer.name("max_output_tokens").value(limit);
  }

  void sampling(JsonWriter writer) throws IOException {
    Sampling sampling = request.sampling();
    boolean both = sampling.temperature() != null && scope.has(Quirk.TEMPERATURE_XOR_TOP_P);
    number(writer, "temperature", sampling.temperature(), scope.has(Quirk.NO_SAMPLING));
    number(writer, "top_p", sampling.topP(), both || scope.has(Quirk.NO_SAMPLING));
    absent("top-k", sampling.topK());
    absent("seed", sampling.seed());
    absent("presence-penalty", sampling.presencePenalty());
    absent("frequency-penalty", sampling.frequencyPenalty());
    absent("stop", request.stop().isEmpty() ? null : request.stop());
    if (request.choices() > 1) {
      scope.lost("choices", "one answer is given instead of " + request.choices());
    }
  }

  private void absent(String feature, @Nullable Object said) {
    if (said != null) {
      scope.lost(feature, "The protocol has no word for it");
    }
  }

  private void number(JsonWriter writer, String name, @Nullable Number number, boolean refused)
      throws IOException {
    if (number != null && refused) {
      scope.lost(Scope.feature(name), "The target does not take it");
    } else if (number != null) {
      writer.name(name).value(number);
    }
  }

  /** The form of the text; how wordy it is, and the like, stands beside it. */
  void text(JsonWriter writer) throws IOException {
    ResponseFormat format = request.responseFormat();
    JsonFields beside = inside(TEXT);
    if (format == null && beside.isEmpty()) {
      return;
    }
    writer.name(TEXT).beginObject();
    if (format != null) {
      writer.name("format").beginObject();
      format(writer, format);
      writer.endObject();
    }
    Json.fields(writer, beside);
    writer.endObject();
  }

  private void format(JsonWriter writer, ResponseFormat format) throws IOException {
    if (format instanceof ResponseFormat.JsonSchema schema && !scope.has(Quirk.NO_JSON_SCHEMA)) {
      writer.name("type").value("json_schema");
      writer.name("name").value(ToolNames.fit(schema.name()));
      writer.name("description").value(schema.description());
      Json.raw(writer.name("schema"), schema.schema());
      writer.name("strict").value(schema.strict());
    } else {
      writer.name("type").value(format instanceof ResponseFormat.Text ? "text" : "json_object");
    }
  }

  /** Unknown fields inside a known object, kept under its name. */
  private JsonFields inside(String name) {
    return scope.extras(PartDecoder.inside(request.extrasOf(Words.PROTOCOL), name));
  }

  void reasoning(JsonWriter writer) throws IOException {
    Reasoning reasoning = request.reasoning();
    JsonFields beside = inside(REASONING);
    String effort = reasoning == null ? null : sentEffort(reasoning);
    String summary = reasoning == null ? null : summary(reasoning);
    if (effort == null && summary == null && beside.isEmpty()) {
      return;
    }
    writer.name(REASONING).beginObject();
    writer.name("effort").value(effort);
    writer.name("summary").value(summary);
    Json.fields(writer, beside);
    writer.endObject();
  }

  private @Nullable String sentEffort(Reasoning reasoning) {
    String effort = effort(reasoning);
    if (effort == null || refusesEffort(reasoning)) {
      return null;
    }
    if (reasoning.effort() == null && reasoning.budgetTokens() != null) {
      scope.lost("reasoning-budget", "Sent as the nearest effort, " + effort);
    }
    return effort;
  }

  /** How it is shown; {@code summarized} is another protocol's word for any summary. */
  private static @Nullable String summary(Reasoning reasoning) {
    String display = reasoning.display();
    if (display == null || display.equals("omitted")) {
      return null;
    }
    return SUMMARIES.contains(display) ? display : "auto";
  }

  private boolean refusesEffort(Reasoning reasoning) {
    Set<Capability> capabilities = scope.target().capabilities();
    boolean thoughtless = capabilities != null && !capabilities.contains(Capability.REASONING);
    boolean refused = scope.has(Quirk.NO_REASONING_EFFORT) || thoughtless;
    if (refused && reasoning.asksForThinking()) {
      scope.lost("reasoning-effort", "The target cannot be told how much to think");
    }
    return refused;
  }

  /** Thinking that was only switched on is left to the model. */
  private @Nullable String effort(Reasoning reasoning) {
    if (reasoning.effort() != null) {
      return reasoning.effort().word();
    }
    if (!reasoning.asksForThinking()) {
      return Reasoning.Effort.NONE.word();
    }
    if (reasoning.mode() == Reasoning.Mode.BETWEEN_TOOLS) {
      scope.lost("reasoning-mode", "Thinking between tool calls only cannot be asked for");
    }
    Integer budget = reasoning.budgetTokens();
    return budget == null ? null : Words.effort(budget).word();
  }

  void user(JsonWriter writer) throws IOException {
    String user = request.user();
    if (user == null) {
      return;
    }
    if (scope.has(Quirk.NO_USER)) {
      scope.lost("user", "The target takes no id of the end user");
    } else if (scope.has(Quirk.STRICT_FIELDS) || !isNewer(user)) {
      writer.name("user").value(user);
    }
  }

  /** True if the client said it by the newer name, which is among the extras. */
  private boolean isNewer(String user) {
    return request
        .extrasOf(Words.PROTOCOL)
        .get(SAFETY_ID)
        .map(Block::text)
        .filter(user::equals)
        .isPresent();
  }

  void metadata(JsonWriter writer) throws IOException {
    boolean refused = scope.has(Quirk.NO_METADATA);
    if (refused && !request.metadata().isEmpty()) {
      scope.lost("metadata", "The target takes no metadata");
    } else if (!request.metadata().isEmpty()) {
      writer.name("metadata").beginObject();
      for (Map.Entry<String, String> label : request.metadata().entrySet()) {
        writer.name(label.getKey()).value(label.getValue());
      }
      writer.endObject();
    }
    if (refused && request.store() != null) {
      scope.lost("store", "The target cannot be told whether to keep the answer");
    } else {
      writer.name("store").value(request.store());
    }
  }

  /** Anthropic's words for the tier without priority mean the default. */
  void serviceTier(JsonWriter writer) throws IOException {
    String tier = request.serviceTier();
    boolean standard = "standard_only".equals(tier) || "standard".equals(tier);
    writer.name("service_tier").value(standard ? "default" : tier);
  }

  void cacheKey(JsonWriter writer) throws IOException {
    writer.name("prompt_cache_key").value(request.cacheKey());
  }
}
