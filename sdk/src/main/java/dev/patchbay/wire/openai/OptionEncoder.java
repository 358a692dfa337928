package dev.patchbay.wire.openai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Reasoning;
import dev.patchbay.chat.Reasoning.Effort;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.chat.Sampling;
import dev.patchbay.json.Json;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.ToolNames;
import dev.patchbay.wire.UntranslatableException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Encodes what a request says of the answer's making: limits, sampling, format, reasoning. */
final class OptionEncoder {
  /** The newer name of {@code user}; a client's stays among the extras, to go back by it. */
  static final String SAFETY_ID = "safety_identifier";

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
    boolean old = scope.has(Quirk.MAX_TOKENS_OLD_NAME);
    writer.name(old ? "max_tokens" : "max_completion_tokens").value(limit);
  }

  void sampling(JsonWriter writer) throws IOException {
    Sampling sampling = request.sampling();
    boolean both = sampling.temperature() != null && scope.has(Quirk.TEMPERATURE_XOR_TOP_P);
    number(writer, "temperature", sampling.temperature(), scope.has(Quirk.NO_SAMPLING));
    number(writer, "top_p", sampling.topP(), both || scope.has(Quirk.NO_SAMPLING));
    if (sampling.topK() != null) {
      scope.lost("top-k", "The protocol has no top_k");
    }
    boolean unpenalized = scope.has(Quirk.NO_PENALTIES);
    number(writer, "presence_penalty", sampling.presencePenalty(), unpenalized);
    number(writer, "frequency_penalty", sampling.frequencyPenalty(), unpenalized);
    String seed = scope.has(Quirk.RANDOM_SEED_NAME) ? "random_seed" : "seed";
    number(writer, seed, sampling.seed(), scope.has(Quirk.NO_SEED));
  }

  private void number(JsonWriter writer, String name, @Nullable Number number, boolean refused)
      throws IOException {
    if (number != null && refused) {
      scope.lost(Scope.feature(name), "The target does not take it");
    } else if (number != null) {
      writer.name(name).value(number);
    }
  }

  void stop(JsonWriter writer) throws IOException {
    List<String> stop = request.stop();
    if (stop.isEmpty()) {
      return;
    }
    if (scope.has(Quirk.NO_STOP)) {
      scope.lost("stop", "The target takes no stop texts");
      return;
    }
    if (stop.size() > Words.MOST_STOPS) {
      scope.lost("stop", "Only the first " + Words.MOST_STOPS + " stop texts were sent");
    }
    writer.name("stop").beginArray();
    for (String text : stop.subList(0, Math.min(stop.size(), Words.MOST_STOPS))) {
      writer.value(text);
    }
    writer.endArray();
  }

  void format(JsonWriter writer) throws IOException {
    ResponseFormat format = request.responseFormat();
    if (format == null) {
      return;
    }
    writer.name("response_format").beginObject();
    if (format instanceof ResponseFormat.JsonSchema schema && !scope.has(Quirk.NO_JSON_SCHEMA)) {
      writer.name("type").value("json_schema");
      schema(writer, schema);
    } else {
      writer.name("type").value(format instanceof ResponseFormat.Text ? "text" : "json_object");
    }
    writer.endObject();
  }

  private static void schema(JsonWriter writer, ResponseFormat.JsonSchema schema)
      throws IOException {
    writer.name("json_schema").beginObject();
    writer.name("name").value(ToolNames.fit(schema.name()));
    writer.name("description").value(schema.description());
    writer.name("schema");
    Json.raw(writer, schema.schema());
    writer.name("strict").value(schema.strict());
    writer.endObject();
  }

  void reasoning(JsonWriter writer) throws IOException {
    Reasoning reasoning = request.reasoning();
    if (reasoning == null) {
      return;
    }
    if (reasoning.display() != null) {
      scope.lost("reasoning-display", "The protocol cannot be told how to show reasoning");
    }
    boolean typed = scope.has(Quirk.THINKING_TYPE_FIELD);
    if (typed) {
      writer.name("thinking").beginObject();
      writer.name("type").value(reasoning.asksForThinking() ? "enabled" : "disabled");
      writer.endObject();
    }
    String effort = effort(reasoning);
    if (effort == null || refusesEffort(reasoning, typed)) {
      return;
    }
    if (reasoning.effort() == null && reasoning.budgetTokens() != null) {
      scope.lost("reasoning-budget", "Sent as the nearest effort, " + effort);
    }
    writer.name("reasoning_effort").value(effort);
  }

  private boolean refusesEffort(Reasoning reasoning, boolean typed) {
    Set<Capability> capabilities = scope.target().capabilities();
    boolean thoughtless = capabilities != null && !capabilities.contains(Capability.REASONING);
    boolean refused = scope.has(Quirk.NO_REASONING_EFFORT) || thoughtless;
    boolean saidAnyway = typed && reasoning.effort() == null && reasoning.budgetTokens() == null;
    if (refused && reasoning.asksForThinking() && !saidAnyway) {
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
      return Effort.NONE.word();
    }
    if (reasoning.mode() == Reasoning.Mode.BETWEEN_TOOLS) {
      scope.lost("reasoning-mode", "Thinking between tool calls only cannot be asked for");
    }
    Integer budget = reasoning.budgetTokens();
    return budget == null ? null : Words.effort(budget).word();
  }

  void choices(JsonWriter writer) throws IOException {
    if (request.choices() == 1) {
      return;
    }
    if (scope.has(Quirk.SINGLE_CHOICE)) {
      throw new UntranslatableException(
          "choices", "The model " + scope.target().model() + " gives one answer at a time: n is 1");
    }
    writer.name("n").value(request.choices());
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
