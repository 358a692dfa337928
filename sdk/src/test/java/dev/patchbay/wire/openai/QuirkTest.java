package dev.patchbay.wire.openai;

import static dev.patchbay.wire.openai.Wire.asking;
import static dev.patchbay.wire.openai.Wire.at;
import static dev.patchbay.wire.openai.Wire.encode;
import static dev.patchbay.wire.openai.Wire.lost;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Reasoning;
import dev.patchbay.chat.Sampling;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.UntranslatableException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuirkTest {
  /**
   * A field that a plain target gets, a target of the quirk does not, and the loss that says so.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "NO_SAMPLING | temperature | 0.5 | temperature",
        "NO_SAMPLING | top_p | 0.5 | top-p",
        "NO_PENALTIES | presence_penalty | 1 | presence-penalty",
        "NO_PENALTIES | frequency_penalty | 1 | frequency-penalty",
        "NO_STOP | stop | [\"x\"] | stop",
        "NO_SEED | seed | 7 | seed",
        "NO_LOGPROBS | logprobs | true | logprobs",
        "NO_LOGPROBS | top_logprobs | 2 | top-logprobs",
        "NO_LOGPROBS | logit_bias | {\"1\":2} | logit-bias",
        "NO_USER | user | \"u\" | user",
        "NO_USER | safety_identifier | \"u\" | safety-identifier",
        "NO_METADATA | metadata | {\"a\":\"b\"} | metadata",
        "NO_METADATA | store | true | store",
        "NO_REASONING_EFFORT | reasoning_effort | \"high\" | reasoning-effort",
        "STRICT_FIELDS | verbosity | \"low\" | verbosity",
      })
  void leavesOutWhatTheTargetRefusesAndSaysSo(
      Quirk quirk, String field, String value, String loss) {
    ChatRequest request = asking("\"" + field + "\":" + value);
    assertNotNull(at(encode(request).body(), field));
    assertEquals(List.of(), lost(encode(request)));
    Encoded without = encode(request, quirk);
    assertNull(at(without.body(), field));
    assertTrue(lost(without).contains(loss), lost(without).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "MAX_TOKENS_OLD_NAME, max_completion_tokens, max_tokens",
    "RANDOM_SEED_NAME, seed, random_seed"
  })
  void saysAFieldByTheNameTheTargetKnows(Quirk quirk, String name, String other) {
    ChatRequest request = asking("\"" + name + "\":7");
    assertEquals(BigDecimal.valueOf(7), at(encode(request).body(), name));
    assertEquals(BigDecimal.valueOf(7), at(encode(request, quirk).body(), other));
    assertNull(at(encode(request, quirk).body(), name));
  }

  @Test
  void readsTheOldNameOfTheLimitToo() {
    assertEquals(5, asking("\"max_tokens\":5").maxOutputTokens());
    assertEquals(6, asking("\"max_tokens\":5,\"max_completion_tokens\":6").maxOutputTokens());
  }

  @Test
  void sendsNoLimitUnlessAsked() {
    assertFalse(Wire.text(encode(asking("\"n\":1")).body()).contains("max_"));
  }

  @Test
  void lowersALimitAboveTheModels() {
    TargetProfile small = new TargetProfile("m", Wire.ISSUER, Set.of(), null, null, 100);
    Encoded lowered =
        Wire.CODEC.encodeRequest(asking("\"max_completion_tokens\":500"), small, false);
    assertEquals(BigDecimal.valueOf(100), at(lowered.body(), "max_completion_tokens"));
    assertEquals(List.of("max-output-tokens"), lost(lowered));
  }

  @Test
  void keepsTemperatureWhereBothAreTooMany() {
    Encoded one = encode(asking("\"temperature\":0.5,\"top_p\":0.5"), Quirk.TEMPERATURE_XOR_TOP_P);
    assertNotNull(at(one.body(), "temperature"));
    assertNull(at(one.body(), "top_p"));
  }

  @Test
  void declaresATopKThatHasNoName() {
    ChatRequest request =
        ChatRequest.builder()
            .model("m")
            .user("x")
            .sampling(new Sampling(null, null, 40, null, null, null))
            .build();
    assertEquals(List.of("top-k"), lost(encode(request)));
  }

  @Test
  void sendsFourStopTextsOfFive() {
    Encoded four = encode(asking("\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\"]"));
    assertEquals(List.of("a", "b", "c", "d"), at(four.body(), "stop"));
    assertEquals(List.of("stop"), lost(four));
  }

  @Test
  void refusesManyAnswersWhereThereIsOne() {
    ChatRequest two = asking("\"n\":2");
    assertNotNull(at(encode(two).body(), "n"));
    assertThrows(UntranslatableException.class, () -> encode(two, Quirk.SINGLE_CHOICE));
  }

  @Test
  void asksAStreamForItsUsageUnlessTheTargetRefuses() {
    ChatRequest request = asking("\"stream\":true");
    byte[] plain = Wire.CODEC.encodeRequest(request, Wire.target(), true).body();
    assertEquals(true, at(plain, "stream_options", "include_usage"));
    byte[] without =
        Wire.CODEC.encodeRequest(request, Wire.target(Quirk.NO_STREAM_OPTIONS), true).body();
    assertNull(at(without, "stream_options"));
    assertEquals(true, at(without, "stream"));
    assertNull(at(encode(request).body(), "stream"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, none",
    "1024, minimal",
    "2048, low",
    "4096, low",
    "8192, medium",
    "16384, high",
    "32000, high",
    "100000, xhigh"
  })
  void saysABudgetAsTheNearestEffort(int budget, String effort) {
    ChatRequest request =
        ChatRequest.builder().model("m").user("x").reasoning(Reasoning.budget(budget)).build();
    assertEquals(effort, at(encode(request).body(), "reasoning_effort"));
  }

  @Test
  void switchesThinkingByItsTypeWhereThatIsHow() {
    ChatRequest off =
        ChatRequest.builder()
            .model("m")
            .user("x")
            .reasoning(Reasoning.effort(Reasoning.Effort.NONE))
            .build();
    byte[] body = encode(off, Quirk.THINKING_TYPE_FIELD, Quirk.NO_REASONING_EFFORT).body();
    assertEquals("disabled", at(body, "thinking", "type"));
    assertNull(at(body, "reasoning_effort"));
  }

  @Test
  void keepsAnEffortItHasNoWordFor() {
    assertEquals(
        "default",
        at(encode(asking("\"reasoning_effort\":\"default\"")).body(), "reasoning_effort"));
  }

  @Test
  void declaresTheFieldsOfOtherProtocolsAndLeavesThemOut() {
    ChatRequest request =
        ChatRequest.builder()
            .model("m")
            .user("x")
            .extras("gemini", JsonFields.NONE.with("safetySettings", RawJson.of("[]")))
            .build();
    Encoded encoded = encode(request);
    assertEquals(List.of("safety-settings"), lost(encoded));
    assertNull(at(encoded.body(), "safetySettings"));
  }

  @Test
  void goesToADeploymentWhereTheModelIsInThePath() {
    assertEquals("chat/completions", Wire.CODEC.endpoint(Wire.target(), true).path());
    assertTrue(
        Wire.CODEC
            .endpoint(Wire.target(Quirk.AZURE_DEPLOYMENT_PATH), true)
            .path()
            .startsWith("openai/deployments/m/chat/completions?api-version="));
  }
}
