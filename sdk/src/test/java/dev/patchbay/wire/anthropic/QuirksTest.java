package dev.patchbay.wire.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Reasoning;
import dev.patchbay.chat.Reasoning.Effort;
import dev.patchbay.chat.Reasoning.Mode;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.chat.Sampling;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Quirk;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuirksTest {
  /** mode, effort, budget, quirks (by +) | thinking type, budget, effort sent. */
  @ParameterizedTest
  @CsvSource({
    ",HIGH,,,adaptive,,high",
    ",MINIMAL,,,adaptive,,low",
    ",NONE,,,disabled,,",
    ",,0,,disabled,,",
    "ENABLED,,4000,,enabled,4000,",
    "ADAPTIVE,MAX,,,adaptive,,max",
    "BETWEEN_TOOLS,,,,between_tools,,",
    "ENABLED,,4000,ADAPTIVE_THINKING_ONLY,adaptive,,low",
    "ENABLED,,16000,ADAPTIVE_THINKING_ONLY,adaptive,,high",
    ",MEDIUM,,BUDGET_THINKING_ONLY,enabled,8192,",
    "ADAPTIVE,,,BUDGET_THINKING_ONLY,enabled,16384,",
    "BETWEEN_TOOLS,,,BUDGET_THINKING_ONLY,disabled,,",
    "DISABLED,,,ALWAYS_THINKS,,,low",
    "ENABLED,,16000,ALWAYS_THINKS,adaptive,,high",
    "DISABLED,,,BETWEEN_TOOLS_FOR_DISABLED,between_tools,,",
    ",NONE,,ALWAYS_THINKS+ADAPTIVE_THINKING_ONLY,,,low"
  })
  void asksForThinkingInTheTargetsWords(
      @Nullable Mode mode,
      @Nullable Effort effort,
      @Nullable Integer budget,
      @Nullable String quirks,
      @Nullable String type,
      @Nullable String sentBudget,
      @Nullable String sentEffort) {
    ChatRequest request =
        Wire.request().reasoning(new Reasoning(mode, effort, budget, null)).build();
    byte[] body = Wire.encode(request, quirks(quirks)).body();
    assertEquals(String.valueOf(type), Wire.text(body, "thinking", "type"));
    assertEquals(String.valueOf(sentEffort), Wire.text(body, "output_config", "effort"));
    Object budgetTokens = Wire.at(body, "thinking", "budget_tokens");
    assertEquals(
        sentBudget,
        budgetTokens == null ? null : ((java.math.BigDecimal) budgetTokens).toPlainString());
  }

  @ParameterizedTest
  @CsvSource({
    "0.5,0.9,5,,0.5,0.9,5",
    "1.7,,,,1,,",
    "0.5,0.9,5,NO_SAMPLING,,,",
    "0.5,0.9,,TEMPERATURE_XOR_TOP_P,0.5,,",
    ",0.9,,TEMPERATURE_XOR_TOP_P,,0.9,"
  })
  void sendsTheSamplingTheTargetTakes(
      @Nullable Double temperature,
      @Nullable Double topP,
      @Nullable Integer topK,
      @Nullable String quirks,
      @Nullable String sentTemperature,
      @Nullable String sentTopP,
      @Nullable String sentTopK) {
    Sampling sampling = new Sampling(temperature, topP, topK, null, null, null);
    byte[] body = Wire.encode(Wire.request().sampling(sampling).build(), quirks(quirks)).body();
    assertEquals(String.valueOf(sentTemperature), Wire.text(body, "temperature"));
    assertEquals(String.valueOf(sentTopP), Wire.text(body, "top_p"));
    assertEquals(String.valueOf(sentTopK), Wire.text(body, "top_k"));
  }

  @Test
  void declaresPenaltiesAndSeedAsLost() {
    Sampling sampling = new Sampling(null, null, null, 7L, 1.0, 1.0);
    assertEquals(
        List.of("seed", "presence-penalty", "frequency-penalty"),
        Wire.features(Wire.encode(Wire.request().sampling(sampling).build())));
  }

  @Test
  void asksInWordsForASchemaWithoutAFieldForIt() {
    RawJson schema = RawJson.of("{\"type\":\"object\"}");
    ChatRequest request =
        Wire.request()
            .responseFormat(new ResponseFormat.JsonSchema("r", null, schema, null))
            .build();
    Encoded native_ = Wire.encode(request);
    assertEquals("json_schema", Wire.at(native_.body(), "output_config", "format", "type"));
    Encoded asked = Wire.encode(request, Quirk.NO_OUTPUT_FORMAT, Quirk.NO_FORCED_TOOL_CHOICE);
    assertEquals("null", Wire.text(asked.body(), "output_config"));
    assertEquals(true, Wire.text(asked.body(), "system").contains(schema.text()));
    assertEquals(List.of("json-schema"), Wire.features(asked));
  }

  @ParameterizedTest
  @CsvSource({"auto,auto", "standard_only,standard_only", "default,standard_only", "flex,null"})
  void sendsOnlyTheTiersOffered(String asked, String sent) {
    byte[] body = Wire.encode(Wire.request().serviceTier(asked).build()).body();
    assertEquals(sent, Wire.text(body, "service_tier"));
  }

  @Test
  void saysItsVersionAndPath() {
    var endpoint = Wire.CODEC.endpoint(Wire.target(), true);
    assertEquals("messages", endpoint.path());
    assertEquals("2023-06-01", endpoint.headers().get("anthropic-version"));
  }

  private static Quirk[] quirks(@Nullable String words) {
    return words == null
        ? new Quirk[0]
        : Arrays.stream(words.split("\\+")).map(Quirk::valueOf).toArray(Quirk[]::new);
  }
}
