package dev.patchbay.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.provider.CatalogueRow.CatchAll;
import dev.patchbay.provider.Provider.ServedModel;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Quirk;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderTableTest {
  private final ProviderTable table =
      Rows.table(Rows.row("openai"), Rows.row("anthropic"), Rows.row("openrouter"));

  private final Provider openai = Rows.row("openai");
  private final Provider openrouter = Rows.row("openrouter");

  @Test
  void listsIdsAndAliasesOfTheCatalogue() {
    assertTrue(table.lists(openai, "gpt-4o"));
    assertTrue(table.lists(openai, "gpt-4o-2024-08-06"));
    assertFalse(table.lists(openai, "gpt-99"));
  }

  @Test
  void listsTheUsersModelsAndGlobs() {
    Provider lab =
        Rows.custom(
            "lab",
            "http://localhost:1/v1",
            List.of(new ServedModel("llama-*", null), new ServedModel("big", null)));
    assertTrue(table.lists(lab, "llama-9"));
    assertTrue(table.lists(lab, "big"));
    assertFalse(table.lists(lab, "bigger"));
    assertFalse(table.lists(lab, "gpt-4o"));
  }

  @Test
  void listsDiscoveredModels() {
    ProviderTable discovered = table.withDiscovered(Map.of("openai", Set.of("gpt-99")));
    assertTrue(discovered.lists(openai, "gpt-99"));
    assertFalse(discovered.lists(openrouter, "gpt-99"));
    assertFalse(table.lists(openai, "gpt-99"));
  }

  @ParameterizedTest
  @CsvSource({
    "openrouter, gpt-4o, openai/gpt-4o",
    "openrouter, gpt-4o-2024-08-06, openai/gpt-4o",
    "openrouter, claude-3-5-sonnet-20241022, anthropic/claude-3.5-sonnet",
    "openrouter, claude-3-5-sonnet-20240620, anthropic/claude-3.5-sonnet",
    "anthropic, anthropic/claude-3.5-sonnet, claude-3-5-sonnet-20241022",
    "openai, openai/gpt-4o, gpt-4o",
    "groq, gpt-oss-120b, openai/gpt-oss-120b",
    "cerebras, openai/gpt-oss-120b, gpt-oss-120b",
    "openrouter, gpt-7.2-mini, openai/gpt-7.2-mini",
    "openrouter, claude-opus-6-1-20270101, anthropic/claude-opus-6.1",
    "openrouter, mistral-large-2411, mistralai/mistral-large-2411",
    "openrouter, gemini-4-pro, google/gemini-4-pro",
  })
  void knowsTheSameModelUnderAnothersName(String provider, String model, String same) {
    assertEquals(Optional.of(same), table.sameAs(Rows.row(provider), model));
  }

  @ParameterizedTest
  @CsvSource({
    "openai, gpt-4o",
    "openai, claude-opus-5",
    "openrouter, my-own-model",
    "openrouter, gpt-oss-7b",
    "anthropic, claude-opus-6-1",
  })
  void knowsNoOtherNameWhereThereIsNone(String provider, String model) {
    assertEquals(Optional.empty(), table.sameAs(Rows.row(provider), model));
  }

  @ParameterizedTest
  @CsvSource({
    "openai, gpt-99, true",
    "openai, gpt-oss-120b, false",
    "openai, ft:gpt-4o:acme::x, true",
    "openai, o9-mini, true",
    "openai, ollama-model, false",
    "anthropic, claude-opus-9, true",
    "gemini, gemini-9, true",
    "groq, llama-9, false",
    "azure, gpt-99, false",
  })
  void claimsTheFamiliesOfItsVendor(String provider, String model, boolean claims) {
    assertEquals(claims, table.claimsFamily(Rows.row(provider), model));
  }

  @Test
  void takesUnknownNamesByTheRowsDefaultOrTheUsersWord() {
    assertEquals(CatchAll.SLASH, table.catchAll(openrouter));
    assertEquals(CatchAll.LONELY, table.catchAll(Rows.row("ollama")));
    assertEquals(CatchAll.LONELY, table.catchAll(Rows.custom("x", "http://h/v1", List.of())));
    assertEquals(CatchAll.NEVER, table.catchAll(openai));
  }

  @Test
  void theUsersCardStandsOverTheCatalogues() {
    ModelCard said =
        new ModelCard(
            "gpt-4o",
            1000,
            null,
            null,
            Set.of(Capability.TOOLS),
            Set.of(),
            false,
            false,
            null,
            null);
    Provider provider = Rows.serving(openai, new ServedModel("gpt-4o", said));
    ModelCard card = table.card(provider, "gpt-4o");
    assertEquals(1000, card.contextWindow());
    assertEquals(Set.of(Capability.TOOLS), card.capabilities());
    assertEquals(16_384, card.maxOutput());
    assertTrue(card.price() != null);
  }

  @Test
  void aCardCarriesTheNameItWasAskedFor() {
    assertEquals("gpt-4o-2024-08-06", table.card(openai, "gpt-4o-2024-08-06").id());
    assertEquals(ModelCard.named("gpt-99"), table.card(openai, "gpt-99"));
  }

  @Test
  void localModelsCostNothing() {
    ModelCard card = table.card(Rows.row("ollama"), "llama3:8b");
    assertEquals(BigDecimal.ZERO, card.price().base().input());
  }

  @Test
  void aCustomRowKnowsNothingOfTheCatalogue() {
    Provider lab = Rows.custom("lab", "http://h/v1", List.of());
    assertEquals(ModelCard.named("gpt-5"), table.card(lab, "gpt-5"));
    assertEquals(Provider.CUSTOM_QUIRKS, table.quirks(lab, table.card(lab, "gpt-5")));
    assertEquals(Optional.empty(), table.sameAs(lab, "openai/gpt-4o"));
  }

  @Test
  void knowsTheWholeCatalogueWhateverIsEnabled() {
    assertTrue(table.knownAnywhere("llama-3.3-70b-versatile"));
    assertFalse(table.knownAnywhere("gpt-99"));
    assertTrue(table.known("groq").isPresent());
    assertTrue(table.enabled("groq").isEmpty());
  }

  @Test
  void namesTheNearestModelsOfEnabledProviders() {
    assertTrue(table.nearest("gpt4o", 3).contains("gpt-4o"));
    assertEquals(3, table.nearest("x".repeat(1_000_000), 3).size());
    assertFalse(table.nearest("llama-3.3-70b-versatil", 1).contains("llama-3.3-70b-versatile"));
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic, claude-3-haiku-20240307, budget-thinking-only no-output-format",
    "anthropic, claude-haiku-4-5, budget-thinking-only temperature-xor-top-p",
    "anthropic, claude-opus-4-6, no-prefill temperature-xor-top-p",
    "anthropic, claude-opus-4-7, adaptive-thinking-only no-prefill no-sampling",
    "anthropic, claude-opus-4-8, adaptive-thinking-only mid-system no-prefill no-sampling",
    "anthropic, claude-opus-5, adaptive-thinking-only mid-system no-prefill no-sampling",
    "anthropic, claude-sonnet-5, adaptive-thinking-only no-prefill no-sampling",
    "anthropic, claude-fable-5,"
        + " adaptive-thinking-only always-thinks mid-system no-prefill no-sampling",
    "anthropic, claude-opus-5-5, adaptive-thinking-only always-thinks mid-system"
        + " no-forced-tool-choice no-prefill no-sampling",
    "anthropic, claude-opus-5-5-20261101, adaptive-thinking-only always-thinks mid-system"
        + " no-forced-tool-choice no-prefill no-sampling",
    "anthropic, claude-haiku-5-5, adaptive-thinking-only between-tools-for-disabled mid-system"
        + " no-prefill no-sampling",
    "openai, gpt-4o, compacts no-reasoning-effort",
    "openai, gpt-5.9, compacts no-logprobs no-penalties no-sampling no-stop",
    "openai, o3, compacts no-logprobs no-penalties no-sampling no-stop",
    "openai, gpt-5-chat-latest, compacts no-reasoning-effort",
    "xai, grok-4.5, compacts no-developer-role no-penalties no-stop usage-excludes-reasoning",
    "xai, grok-4-1-fast-non-reasoning, compacts no-developer-role no-reasoning-effort",
  })
  void tellsQuirksOfKnownAndNewerModelsByTheirLine(String provider, String model, String quirks) {
    Provider row = Rows.row(provider);
    Set<Quirk> found = table.quirks(row, table.card(row, model));
    assertEquals(quirks, String.join(" ", found.stream().map(Quirk::word).sorted().toList()));
  }

  @Test
  void aVendorsQuirksHoldAtTheRouterToo() {
    Set<Quirk> quirks =
        table.quirks(openrouter, table.card(openrouter, "anthropic/claude-opus-5.5"));
    assertTrue(quirks.contains(Quirk.NO_FORCED_TOOL_CHOICE));
    assertTrue(quirks.contains(Quirk.KEEPS_CACHE_CONTROL));
  }

  @ParameterizedTest
  @CsvSource({
    "llama-*, llama-3, true",
    "*, anything, true",
    "a*b*c, axxbyyc, true",
    "a*b*c, axxcyyb, false",
    "ab*ba, aba, false",
    "*-mini, gpt-mini, true",
    "a**b, ab, true",
    "exact, exact, true",
    "exact, exactly, false",
  })
  void aStarStandsForAnyText(String glob, String name, boolean matches) {
    assertEquals(matches, ModelNames.matches(glob, name));
  }
}
