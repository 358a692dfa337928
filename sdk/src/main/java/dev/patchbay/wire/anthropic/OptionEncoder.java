package dev.patchbay.wire.anthropic;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Encodes what a request says of the answer's making: limits, sampling, format, reasoning. The
 * temperature goes up to 1, and with thinking only what thinking allows (Anthropic, Extended
 * thinking, read 2026-11-20).
 */
final class OptionEncoder {
  private static final double LEAST_TOP_P_THINKING = 0.95;

  private static final Map<String, String> TIERS =
      Map.of("auto", "auto", "standard_only", "standard_only", "default", "standard_only");

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

  void limit(JsonWriter writer) throws IOException {
    writer.name("max_tokens").value(thinking.maxTokens());
  }

  void sampling(JsonWriter writer) throws IOException {
    Double temperature = temperature();
    if (temperature != null) {
      writer.name("temperature").value(temperature);
    }
    Double topP = topP(temperature != null);
    if (topP != null) {
      writer.name("top_p").value(topP);
    }
    Integer topK = kept("top-k", request.sampling().topK(), !thinking.thinks());
    if (topK != null) {
      writer.name("top_k").value(topK);
    }
    kept("seed", request.sampling().seed(), false);
    kept("presence-penalty", request.sampling().presencePenalty(), false);
    kept("frequency-penalty", request.sampling().frequencyPenalty(), false);
  }

  private @Nullable Double temperature() {
    Double asked = request.sampling().temperature();
    Double kept = kept("temperature", asked, !thinking.thinks() || (asked != null && asked == 1));
    if (kept == null || kept <= 1) {
      return kept;
    }
    scope.lost("temperature", kept + " was lowered to 1, the most there is");
    return 1.0;
  }

  private @Nullable Double topP(boolean temperatureSent) {
    Double asked = request.sampling().topP();
    boolean excluded = temperatureSent && scope.has(Quirk.TEMPERATURE_XOR_TOP_P);
    boolean allowed = !thinking.thinks() || (asked != null && asked >= LEAST_TOP_P_THINKING);
    return kept("top-p", asked, allowed && !excluded);
  }

  private <T> @Nullable T kept(String feature, @Nullable T value, boolean allowed) {
    if (value == null || (allowed && !scope.has(Quirk.NO_SAMPLING))) {
      return value;
    }
    scope.lost(feature, "left out: refused here");
    return null;
  }

  void stop(JsonWriter writer) throws IOException {
    // The vendor refuses texts of white space alone.
    List<String> texts = scope.stops(request.stop(), Integer.MAX_VALUE, text -> !text.isBlank());
    if (!texts.isEmpty()) {
      writer.name("stop_sequences").beginArray();
      for (String text : texts) {
        writer.value(text);
      }
      writer.endArray();
    }
  }

  void format(JsonWriter writer) throws IOException {
    RawJson schema = null;
    if (request.responseFormat() instanceof ResponseFormat.JsonSchema format
        && !scope.has(Quirk.NO_OUTPUT_FORMAT)) {
      schema = format.schema();
    }
    JsonFields rest = extras.inside("output_config");
    if (schema == null && thinking.effort() == null && rest.isEmpty()) {
      return;
    }
    writer.name("output_config").beginObject();
    if (thinking.effort() != null) {
      writer.name("effort").value(thinking.effort().word());
    }
    if (schema != null) {
      writer.name("format").beginObject().name("type").value("json_schema").name("schema");
      Json.raw(writer, schema);
      writer.endObject();
    }
    Json.fields(writer, rest);
    writer.endObject();
  }

  void reasoning(JsonWriter writer) throws IOException {
    ThinkingWords.encode(writer, thinking, request.reasoning(), extras.inside("thinking"));
  }

  void metadata(JsonWriter writer) throws IOException {
    String user = request.user();
    if (user != null && (scope.has(Quirk.NO_USER) || scope.has(Quirk.NO_METADATA))) {
      scope.lost("user", "refused here: left out");
      user = null;
    }
    if (!request.metadata().isEmpty()) {
      scope.lost("metadata", "left out");
    }
    JsonFields rest = extras.inside("metadata");
    if (user == null && rest.isEmpty()) {
      return;
    }
    writer.name("metadata").beginObject();
    if (user != null) {
      writer.name("user_id").value(user);
    }
    Json.fields(writer, rest);
    writer.endObject();
  }

  void serviceTier(JsonWriter writer) throws IOException {
    String asked = request.serviceTier();
    if (asked == null) {
      return;
    }
    String tier = TIERS.get(asked);
    if (tier == null) {
      scope.lost("service-tier", asked + " is not offered: left out");
    } else {
      writer.name("service_tier").value(tier);
    }
  }

  /** What the protocol has no field for at all. */
  void unsupported() {
    scope.oneAnswer(request);
    if (request.cacheKey() != null) {
      scope.lost("cache-key", "left out");
    }
    if (request.store() != null) {
      scope.lost("store", "left out");
    }
  }
}
