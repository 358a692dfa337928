package dev.patchbay.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Protocol;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private final Catalogue catalogue = Catalogue.load();

  @Test
  void hasEveryRowAndModel() {
    assertTrue(catalogue.rows().size() >= 28);
    assertEquals(
        689, catalogue.rows().stream().mapToInt(row -> catalogue.cards(row.id()).size()).sum());
    assertEquals("2026-08-21", catalogue.version());
  }

  @Test
  void everyTierModelIsListedAndInUse() {
    for (CatalogueRow row : catalogue.rows()) {
      row.provider()
          .tierModels()
          .forEach(
              (tier, model) ->
                  assertFalse(
                      catalogue.card(row.id(), model).orElseThrow().retired(),
                      row.id() + " " + model));
    }
  }

  @Test
  void everyEquivalenceNamesAListedId() {
    assertFalse(catalogue.equivalences().isEmpty());
    catalogue
        .equivalences()
        .forEach(
            (key, ids) -> {
              assertTrue(ids.size() > 1, key);
              ids.forEach(
                  (row, id) -> assertTrue(catalogue.card(row, id).isPresent(), row + " " + id));
            });
  }

  @Test
  void theKeyOfNamesIsTheOneTheCatalogueWasMadeWith() {
    catalogue
        .equivalences()
        .forEach(
            (key, ids) ->
                ids.forEach(
                    (row, id) ->
                        assertTrue(
                            catalogue.names(row).stream()
                                .filter(
                                    name ->
                                        catalogue.card(row, name).equals(catalogue.card(row, id)))
                                .anyMatch(name -> ModelNames.key(name).equals(key)),
                            row + " " + id + " " + key)));
  }

  @Test
  void everySuccessorIsListedAndInUse() {
    int successors = 0;
    for (CatalogueRow row : catalogue.rows()) {
      for (ModelCard card : catalogue.cards(row.id())) {
        if (card.successor() != null) {
          successors++;
          assertFalse(catalogue.card(row.id(), card.successor()).orElseThrow().retired());
        }
      }
    }
    assertTrue(successors > 50);
  }

  @Test
  void everyListedModelHasAPrice() {
    for (CatalogueRow row : catalogue.rows()) {
      catalogue.cards(row.id()).forEach(card -> assertTrue(card.price() != null, card.id()));
    }
  }

  @Test
  void onlyDedicatedKeysEnable() {
    for (CatalogueRow row : catalogue.rows()) {
      for (String name : row.enablingKeys()) {
        assertTrue(name.endsWith("_API_KEY"), name);
        assertTrue(row.keyNames().contains(name), name);
      }
    }
    for (String never : List.of("github", "huggingface", "bedrock", "vertex", "ollama", "vllm")) {
      assertTrue(catalogue.row(never).orElseThrow().enablingKeys().isEmpty(), never);
    }
  }

  @Test
  void rowsStandInTheCataloguesOrder() {
    assertEquals(
        List.of("openai", "anthropic", "gemini", "groq", "together", "openrouter", "azure"),
        catalogue.rows().stream().limit(7).map(CatalogueRow::id).toList());
  }

  @Test
  void rowsSpeakTheirProtocolsAtTheirOwnBaseUrls() {
    assertEquals(
        "https://api.deepseek.com/anthropic",
        Rows.row("deepseek").protocols().get(Protocol.ANTHROPIC_MESSAGES));
    assertEquals(
        "https://generativelanguage.googleapis.com/v1beta/openai",
        Rows.row("gemini").protocols().get(Protocol.OPENAI_CHAT));
    assertEquals(Protocol.GEMINI, Rows.row("gemini").protocols().keySet().iterator().next());
    assertTrue(catalogue.row("azure").orElseThrow().needsBaseUrl());
    assertFalse(catalogue.row("openai").orElseThrow().needsBaseUrl());
  }

  @Test
  void cardsKeepLimitsCapabilitiesAndTieredPrices() {
    ModelCard card = catalogue.card("openai", "gpt-5.4").orElseThrow();
    assertTrue(card.reasons());
    assertTrue(card.capabilities().contains(Capability.TOOLS));
    assertEquals(272_000, card.price().tiers().get(0).aboveInput());
    assertEquals(new BigDecimal("22.5"), card.price().tiers().get(0).prices().output());
    assertTrue(catalogue.card("openai", "gpt-5.4-pro").orElseThrow().responsesOnly());
  }

  @Test
  void aPriceTheTierDoesNotNameKeepsItsBaseValue() {
    ModelCard card = catalogue.card("xai", "grok-4").orElseThrow();
    assertEquals(new BigDecimal("0.75"), card.price().tiers().get(0).prices().cacheRead());
  }

  @Test
  void retiredModelsNameTheirSuccessor() {
    ModelCard card = catalogue.card("anthropic", "claude-3-5-sonnet-latest").orElseThrow();
    assertTrue(card.retired());
    assertEquals("claude-sonnet-5", card.successor());
    assertFalse(catalogue.card("anthropic", "claude-opus-5").orElseThrow().retired());
  }
}
