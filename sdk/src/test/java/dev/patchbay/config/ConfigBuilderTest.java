package dev.patchbay.config;

import static dev.patchbay.config.source.Trees.SPOKEN;
import static dev.patchbay.config.source.Trees.faults;
import static dev.patchbay.config.source.Trees.resolve;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Router;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.provider.Provider;
import dev.patchbay.route.Candidate;
import dev.patchbay.wire.Protocol;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigBuilderTest {
  @Test
  void aProviderWithTheSameIdReplacesTheOneBeforeAtItsPlace() {
    RouterConfig config =
        RouterConfig.builder()
            .provider(ProviderConfig.of("openai").apiKey("old").build())
            .provider(ProviderConfig.of("groq").apiKey("g").build())
            .provider(ProviderConfig.of("openai").apiKey("new").priority(1).build())
            .build();
    assertEquals(
        List.of("openai", "groq"), config.providers().stream().map(ProviderConfig::id).toList());
    assertEquals(1, config.providers().get(0).priority());
  }

  @Test
  void aCopyHoldsAllValues() {
    RouterConfig config =
        RouterConfig.builder()
            .provider(ProviderConfig.of("openai").apiKey("k").build())
            .defaultProvider("openai")
            .defaultModel("m")
            .upstreamProxy("http://p:1")
            .mapping("fast", "openai:gpt-4o-mini")
            .build();
    assertEquals(config, config.toBuilder().build());
  }

  @Test
  void theBuilderIsHeldToTheSameRules() {
    assertEquals(
        List.of(
            "upstream-proxy: 'ftp://p' is no proxy; expected http://host:port",
            "providers.openai.headers.X: 'a\nb' holds a character that no header can carry, such as"
                + " a line end",
            "providers.openai.proxy: 'p' is no proxy; expected http://host:port",
            "providers.openai.base-url: 'h' is no address; expected http://… or https://…",
            "providers.groq.accounts[0].api-key: holds a character that no header can carry, such"
                + " as a line end"),
        faults(
            () ->
                resolve(
                    RouterConfig.builder()
                        .upstreamProxy("ftp://p")
                        .provider(
                            ProviderConfig.of("openai")
                                .apiKey("k")
                                .header("X", "a\nb")
                                .proxy("p")
                                .baseUrl("h")
                                .build())
                        .provider(ProviderConfig.of("groq").apiKey("a\nb").build())
                        .build())));
  }

  @Test
  void aTargetWithoutAColonIsRefusedAtOnce() {
    assertEquals(
        List.of("mappings.a: 'b' is not understood; expected a target as provider:model"),
        faults(() -> RouterConfig.builder().mapping("a", "b")));
  }

  @Test
  void valuesOutOfRangeNameTheirField() {
    assertEquals(
        "weight must be at least 0: -1",
        assertThrows(IllegalArgumentException.class, () -> new AccountConfig("a", null, 0, -1, 0))
            .getMessage());
    assertEquals(
        "max-concurrency must be at least 0: -2",
        assertThrows(IllegalArgumentException.class, () -> new AccountConfig("a", null, 0, 1, -2))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> ProviderConfig.of("a").weight(-1).build());
  }

  @Test
  void aProtocolWithoutACodecIsRefused() {
    RouterConfig config =
        RouterConfig.builder()
            .provider(ProviderConfig.of("gemini").apiKey("k").protocol(Protocol.GEMINI).build())
            .build();
    assertEquals(
        List.of(
            "providers.gemini.protocol: 'gemini' is not understood; expected a protocol this"
                + " version speaks: openai-chat"),
        faults(
            () ->
                ConfigResolver.resolve(
                    config, Catalogue.load(), EnumSet.of(Protocol.OPENAI_CHAT))));
  }

  @Test
  void aRowWithAnotherProtocolThatIsSpokenIsTaken() {
    RouterConfig config =
        RouterConfig.builder().provider(ProviderConfig.of("gemini").apiKey("k").build()).build();
    Resolved resolved =
        ConfigResolver.resolve(config, Catalogue.load(), EnumSet.of(Protocol.OPENAI_CHAT));
    assertEquals(1, resolved.tables().providers().enabled().size());
    assertEquals(SPOKEN.size(), resolve(config).tables().spoken().size());
  }

  @Test
  void aRouterFromTheEnvironmentTakesProvidersOnTop() {
    try (Router router =
        Router.builder()
            .fromEnvironment()
            .provider(ProviderConfig.of("lab-of-the-test").baseUrl("http://127.0.0.1:9").build())
            .build()) {
      List<String> asked =
          router.plan("lab-of-the-test:m").candidates().stream()
              .map(Candidate::target)
              .map(target -> target.provider().id())
              .toList();
      assertEquals(List.of("lab-of-the-test"), asked);
    }
  }

  @Test
  void theProxyOfTheRouterIsThatOfProvidersWithoutTheirOwn() {
    RouterConfig config =
        RouterConfig.builder()
            .upstreamProxy("http://p:1")
            .provider(ProviderConfig.of("openai").apiKey("k").build())
            .provider(ProviderConfig.of("groq").apiKey("k").proxy("http://q:2").build())
            .build();
    List<Provider> enabled = resolve(config).tables().providers().enabled();
    assertEquals("http://p:1", enabled.get(0).proxy());
    assertEquals("http://q:2", enabled.get(1).proxy());
    assertTrue(enabled.get(0).toString().startsWith("Provider[openai"));
  }
}
