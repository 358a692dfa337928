package dev.patchbay.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScopeTest {
  private static List<Loss> lost(String field) {
    Scope scope = new Scope(Protocol.OPENAI_CHAT, TargetProfile.plain("p", "m"));
    scope.extras(JsonFields.of("gemini", field, RawJson.of("{}")));
    return scope.losses();
  }

  @ParameterizedTest
  @CsvSource({
    "safetySettings, safety-settings",
    "logit_bias, logit-bias",
    "seed, seed",
    "top2K, top2-k"
  })
  void aFieldIsNamedByItsWords(String field, String feature) {
    assertEquals(feature, Scope.feature(field));
    assertEquals(feature, lost(field).get(0).feature());
  }

  @ParameterizedTest
  @ValueSource(strings = {"fileData", "index", "type"})
  void whatTheCanonicalModelSaysTooIsNoLoss(String field) {
    assertEquals(List.of(), lost(field));
  }
}
