package dev.patchbay.wire.gemini;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.chat.Sampling;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Encodes what a request says of the answer's making: limits, sampling, format, reasoning. */
final class OptionEncoder {
  private static final String THINKING = "thinkingConfig";
  private static final Map<String, String> TIERS =
      Map.of("flex", "flex", "priority", "priority", "standard", "standard", "default", "standard");

  private final ChatRequest request;
  private final ThinkingPlan thinking;
  private final ExtraEncoder extras;
  private final Scope scope;

  OptionEncoder(ChatRequest request, ThinkingPlan thinking, ExtraEncoder extras, Scope scope) {
    this.request = request;
    this.thinking = thinking;
    this.extras = extras;
    this.scope = scope;
  }

  void config(JsonWriter writer) throws IOException {
    JsonFields rest = extras.inside("generationConfig");
    writer.name("generationConfig").beginObject();
    sampling(writer, request.sampling());
    choices(writer);
    logprobs(writer);
    limit(writer);
    stop(writer);
    format(writer);
    reasoning(writer, rest);
    Json.fields(writer, rest.without(THINKING));
    writer.endObject();
  }

  private void limit(JsonWriter writer) throws IOException {
    Integer asked = request.maxOutputTokens();
    Integer cap = scope.target().maxOutput();
    if (asked == null) {
      return;
    }
    if (cap != null && asked > cap) {
      scope.lost("max-output-tokens", asked + " is over the model's " + cap);
    }
    writer.name("maxOutputTokens").value(cap == null ? asked : Math.min(asked, cap));
  }

  private void sampling(JsonWriter writer, Sampling sampling) throws IOException {
    Quirk none = Quirk.NO_SAMPLING;
    number(writer, "temperature", "temperature", sampling.temperature(), none);
    boolean both = sampling.temperature() != null && scope.has(Quirk.TEMPERATURE_XOR_TOP_P);
    Quirk topP = both ? Quirk.TEMPERATURE_XOR_TOP_P : none;
    number(writer, "topP", "top-p", sampling.topP(), topP);
    number(writer, "topK", "top-k", sampling.topK(), none);
    number(writer, "seed", "seed", seed(sampling.seed()), null);
    Quirk penalties = Quirk.NO_PENALTIES;
    number(writer, "presencePenalty", "presence-penalty", sampling.presencePenalty(), penalties);
    number(writer, "frequencyPenalty", "frequency-penalty", sampling.frequencyPenalty(), penalties);
  }

  private void number(
      JsonWriter writer,
      String name,
      String feature,
      @Nullable Number value,
      @Nullable Quirk refusal)
      throws IOException {
    if (value == null) {
      return;
    }
    if (refusal != null && scope.has(refusal)) {
      scope.lost(feature, "left out: refused here");
    } else {
      writer.name(name).value(value);
    }
  }

  /** The vendor's seed has 32 bits. */
  private @Nullable Long seed(@Nullable Long seed) {
    if (seed == null || seed == seed.intValue()) {
      return seed;
    }
    scope.lost("seed", "cut to 32 bits");
    return (long) seed.intValue();
  }

  private void choices(JsonWriter writer) throws IOException {
    if (scope.has(Quirk.SINGLE_CHOICE)) {
      scope.oneAnswer(request);
    }
    if (request.choices() > 1) {
      writer.name("candidateCount").value(request.choices());
    }
  }

  /** The answer's come in the vendor's own form, among a choice's further fields. */
  private void logprobs(JsonWriter writer) throws IOException {
    JsonFields asked = extras.logprobs();
    if (asked.isEmpty()) {
      return;
    }
    if (scope.has(Quirk.NO_LOGPROBS)) {
      scope.lost("logprobs", "refused here: left out");
      return;
    }
    scope.lost("logprobs", "answered in Gemini's own form, which other protocols do not show");
    writer.name("responseLogprobs").value(true);
    RawJson top = asked.get("top_logprobs").orElse(null);
    if (top != null && !top.isNull()) {
      writer.name("logprobs");
      Json.raw(writer, top);
    }
  }

  private void stop(JsonWriter writer) throws IOException {
    List<String> texts = scope.stops(request.stop(), Words.MOST_STOPS, text -> true);
    if (!texts.isEmpty()) {
      writer.name("stopSequences").beginArray();
      for (String text : texts) {
        writer.value(text);
      }
      writer.endArray();
    }
  }

  private void format(JsonWriter writer) throws IOException {
    ResponseFormat format = request.responseFormat();
    if (format == null || format instanceof ResponseFormat.Text) {
      return;
    }
    writer.name("responseMimeType").value(Words.JSON);
    if (!(format instanceof ResponseFormat.JsonSchema schema)) {
      return;
    }
    if (scope.has(Quirk.NO_JSON_SCHEMA)) {
      scope.lost("json-schema", "the target knows JSON of any shape only");
    } else if (scope.has(Quirk.OPENAPI_SCHEMA)) {
      writer.name("responseSchema");
      Json.raw(writer, SchemaWords.open(schema.schema(), scope));
    } else {
      writer.name("responseJsonSchema");
      Json.raw(writer, schema.schema());
    }
  }

  private void reasoning(JsonWriter writer, JsonFields rest) throws IOException {
    RawJson kept = rest.get(THINKING).filter(RawJson::isObject).orElse(null);
    JsonFields fields = kept == null ? JsonFields.NONE : Words.block(kept, "$." + THINKING).rest();
    ThinkingWords.encode(writer, thinking, fields);
  }

  void serviceTier(JsonWriter writer) throws IOException {
    String asked = request.serviceTier();
    if (asked == null || asked.equals("auto")) {
      return;
    }
    String tier = TIERS.get(asked);
    if (tier == null) {
      scope.lost("service-tier", asked + " is not offered: left out");
    } else {
      writer.name("serviceTier").value(tier);
    }
  }

  /** What the protocol has no field for at all. */
  void unsupported() {
    if (request.user() != null) {
      scope.lost("user", "left out");
    }
    if (!request.metadata().isEmpty()) {
      scope.lost("metadata", "left out");
    }
    if (request.cacheKey() != null) {
      scope.lost("cache-key", "left out");
    }
  }
}
