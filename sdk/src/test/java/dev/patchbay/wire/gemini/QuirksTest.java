package dev.patchbay.wire.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.chat.Sampling;
import dev.patchbay.chat.Tool;
import dev.patchbay.chat.ToolChoice;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.UntranslatableException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuirksTest {
  private static final RawJson SCHEMA = RawJson.of("{\"type\":\"object\",\"properties\":{}}");

  @ParameterizedTest
  @CsvSource({
    "0.5,0.9,5,,0.5,0.9,5",
    "1.7,,,,1.7,,",
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
    assertEquals(String.valueOf(sentTemperature), config(body, "temperature"));
    assertEquals(String.valueOf(sentTopP), config(body, "topP"));
    assertEquals(String.valueOf(sentTopK), config(body, "topK"));
  }

  @Test
  void sendsPenaltiesWhereTheyAreTakenAndASeedOf32Bits() {
    Sampling sampling = new Sampling(null, null, null, 1L << 32 | 7, 1.0, 0.5);
    ChatRequest request = Wire.request().sampling(sampling).build();
    byte[] body = Wire.encode(request).body();
    assertEquals("7", config(body, "seed"));
    assertEquals("0.5", config(body, "frequencyPenalty"));
    assertEquals(
        List.of("seed", "presence-penalty", "frequency-penalty"),
        Wire.features(Wire.encode(request, Quirk.NO_PENALTIES)));
  }

  @ParameterizedTest
  @CsvSource({
    ",responseJsonSchema,",
    "OPENAPI_SCHEMA,responseSchema,",
    "NO_JSON_SCHEMA,responseMimeType,json-schema"
  })
  void asksForASchemaInTheFormTheTargetKnows(
      @Nullable String quirks, String field, @Nullable String lost) {
    ChatRequest request =
        Wire.request()
            .responseFormat(new ResponseFormat.JsonSchema("r", null, SCHEMA, null))
            .build();
    Encoded encoded = Wire.encode(request, quirks(quirks));
    assertEquals("application/json", config(encoded.body(), "responseMimeType"));
    for (String each : List.of("responseJsonSchema", "responseSchema")) {
      assertEquals(
          each.equals(field), Wire.at(encoded.body(), "generationConfig", each) != null, each);
    }
    assertEquals(lost == null ? List.of() : List.of(lost), Wire.features(encoded));
  }

  /** choice, strict, quirks (by +) | mode, losses (by +). */
  @ParameterizedTest
  @CsvSource({
    ",true,,VALIDATED,",
    "auto,true,,VALIDATED,",
    "auto,,,AUTO,",
    ",,,,",
    ",false,,,",
    "required,true,,ANY,",
    "none,true,,NONE,",
    "auto,true,OPENAPI_SCHEMA,AUTO,strict-tool",
    "required,true,NO_FORCED_TOOL_CHOICE,VALIDATED,forced-tool-choice",
    "required,true,NO_TOOL_CHOICE,,tool-choice+strict-tool"
  })
  void holdsTheArgumentsOfStrictToolsToTheirSchemasByTheMode(
      @Nullable String choice,
      @Nullable Boolean strict,
      @Nullable String quirks,
      @Nullable String mode,
      @Nullable String losses) {
    ChatRequest request =
        Wire.request()
            .tools(List.of(new Tool.Function("f", null, SCHEMA, strict, PartInfo.NONE)))
            .toolChoice(choice(choice))
            .build();
    Encoded encoded = Wire.encode(request, quirks(quirks));
    assertEquals(mode, Wire.at(encoded.body(), "toolConfig", "functionCallingConfig", "mode"));
    assertEquals(losses == null ? List.of() : List.of(losses.split("\\+")), Wire.features(encoded));
  }

  private static @Nullable ToolChoice choice(@Nullable String word) {
    if (word == null) {
      return null;
    }
    return switch (word) {
      case "auto" -> new ToolChoice.Auto();
      case "none" -> new ToolChoice.None();
      default -> new ToolChoice.Required();
    };
  }

  @Test
  void keepsAModeItWasAskedForByItsOwnWord() {
    String calling = "{'mode':'VALIDATED','streamFunctionCallArguments':true}";
    ChatRequest request =
        Wire.decode(
            "{'contents':[{'parts':[{'text':'Hi'}]}],'tools':[{'functionDeclarations':"
                + "[{'name':'f'}]}],'toolConfig':{'functionCallingConfig':"
                + calling
                + "}}");
    byte[] body = Wire.encode(request).body();
    assertEquals("VALIDATED", Wire.at(body, "toolConfig", "functionCallingConfig", "mode"));
    assertEquals(
        true, Wire.at(body, "toolConfig", "functionCallingConfig", "streamFunctionCallArguments"));
  }

  @Test
  void refusesToolsWhereTheModelDoes() {
    ChatRequest request =
        Wire.request()
            .tools(List.of(new Tool.Function("f", null, null, null, PartInfo.NONE)))
            .build();
    UntranslatableException refused =
        assertThrows(UntranslatableException.class, () -> Wire.encode(request, Quirk.NO_TOOLS));
    assertEquals("tools", refused.feature());
  }

  @Test
  void asksForTheLogProbabilitiesAnOpenAiClientWants() {
    JsonFields asked =
        JsonFields.NONE.with("logprobs", RawJson.of("true")).with("top_logprobs", RawJson.of("3"));
    ChatRequest request = Wire.request().extras("openai-chat", asked).build();
    Encoded encoded = Wire.encode(request);
    assertEquals("true", config(encoded.body(), "responseLogprobs"));
    assertEquals("3", config(encoded.body(), "logprobs"));
    assertEquals(List.of("logprobs"), Wire.features(encoded));
    Encoded refused = Wire.encode(request, Quirk.NO_LOGPROBS);
    assertNull(Wire.at(refused.body(), "generationConfig", "responseLogprobs"));
    assertEquals(List.of("logprobs"), Wire.features(refused));
  }

  @ParameterizedTest
  @CsvSource({"auto,null", "flex,flex", "default,standard", "scale,null"})
  void sendsOnlyTheTiersOffered(String asked, String sent) {
    byte[] body = Wire.encode(Wire.request().serviceTier(asked).build()).body();
    assertEquals(sent, Wire.text(body, "serviceTier"));
  }

  private static String config(byte[] body, String field) {
    return Wire.text(body, "generationConfig", field);
  }

  private static Quirk[] quirks(@Nullable String words) {
    return words == null
        ? new Quirk[0]
        : Arrays.stream(words.split("\\+")).map(Quirk::valueOf).toArray(Quirk[]::new);
  }
}
