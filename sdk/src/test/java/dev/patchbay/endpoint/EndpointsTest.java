package dev.patchbay.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.provider.Catalogue;
import dev.patchbay.provider.ModelCard;
import dev.patchbay.provider.Provider;
import dev.patchbay.provider.ProviderTable;
import dev.patchbay.provider.Rows;
import dev.patchbay.wire.Endpoint;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.Quirk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {
  private static final Map<Protocol, String> PATHS =
      Map.of(
          Protocol.OPENAI_CHAT, "chat/completions",
          Protocol.OPENAI_RESPONSES, "responses",
          Protocol.ANTHROPIC_MESSAGES, "messages",
          Protocol.GEMINI, "models/m:streamGenerateContent?alt=sse");

  private final Endpoints endpoints = new Endpoints(Catalogue.load());

  private String url(Provider provider, String protocol) {
    Protocol spoken = Protocol.of(protocol).orElseThrow();
    return endpoints.url(provider, spoken, "my model", new Endpoint(PATHS.get(spoken), Map.of()));
  }

  private static Provider at(String id, String protocol, String baseUrl, String apiVersion) {
    Provider row = id.equals("custom") ? Rows.custom("lab", baseUrl, List.of()) : Rows.row(id);
    return Rows.with(
        row, Map.of(Protocol.of(protocol).orElseThrow(), baseUrl), Map.of(), List.of(), apiVersion);
  }

  @ParameterizedTest
  @CsvSource({
    "openai, openai-chat, https://api.openai.com/v1/chat/completions",
    "openai, openai-responses, https://api.openai.com/v1/responses",
    "anthropic, anthropic-messages, https://api.anthropic.com/v1/messages",
    "gemini, openai-chat,"
        + " https://generativelanguage.googleapis.com/v1beta/openai/chat/completions",
    "gemini, gemini, https://generativelanguage.googleapis.com/v1beta"
        + "/models/m:streamGenerateContent?alt=sse",
    "groq, openai-chat, https://api.groq.com/openai/v1/chat/completions",
    "together, openai-chat, https://api.together.xyz/v1/chat/completions",
    "openrouter, openai-chat, https://openrouter.ai/api/v1/chat/completions",
    "openrouter, anthropic-messages, https://openrouter.ai/api/v1/messages",
    "mistral, openai-chat, https://api.mistral.ai/v1/chat/completions",
    "perplexity, openai-chat, https://api.perplexity.ai/chat/completions",
    "ollama, openai-chat, http://localhost:11434/v1/chat/completions",
    "deepseek, openai-chat, https://api.deepseek.com/chat/completions",
    "deepseek, anthropic-messages, https://api.deepseek.com/anthropic/v1/messages",
    "xai, openai-chat, https://api.x.ai/v1/chat/completions",
    "xai, anthropic-messages, https://api.x.ai/v1/messages",
    "zai, openai-chat, https://api.z.ai/api/paas/v4/chat/completions",
    "zai, anthropic-messages, https://api.z.ai/api/anthropic/v1/messages",
    "github, openai-chat, https://models.github.ai/inference/chat/completions",
    "deepinfra, openai-chat, https://api.deepinfra.com/v1/openai/chat/completions",
  })
  void aRowIsCalledAtItsOwnUrl(String id, String protocol, String expected) {
    assertEquals(expected, url(Rows.row(id), protocol));
  }

  @ParameterizedTest
  @CsvSource({
    "openai, openai-chat, https://api.openai.com, https://api.openai.com/v1/chat/completions",
    "openai, openai-chat, https://api.openai.com/v1/, https://api.openai.com/v1/chat/completions",
    "openai, openai-chat, http://h:9/v1/chat/completions/, http://h:9/v1/chat/completions",
    "openai, openai-chat, http://h:9/proxy, http://h:9/proxy/v1/chat/completions",
    "openai, openai-chat, http://h:9/any/chat/completions, http://h:9/any/chat/completions",
    "openai, openai-chat, http://h:9?x=1, http://h:9/v1/chat/completions?x=1",
    "groq, openai-chat, https://api.groq.com, https://api.groq.com/openai/v1/chat/completions",
    "groq, openai-chat, https://api.groq.com/openai/,"
        + " https://api.groq.com/openai/v1/chat/completions",
    "groq, openai-chat, https://api.groq.co, https://api.groq.co/v1/chat/completions",
    "groq, openai-chat, http://127.0.0.1:9001, http://127.0.0.1:9001/v1/chat/completions",
    "anthropic, anthropic-messages, https://api.anthropic.com,"
        + " https://api.anthropic.com/v1/messages",
    "anthropic, anthropic-messages, https://h/v1/messages, https://h/v1/messages",
    "anthropic, anthropic-messages, http://h/, http://h/v1/messages",
    "perplexity, openai-chat, http://127.0.0.1:1/, http://127.0.0.1:1/chat/completions",
    "perplexity, openai-chat, http://127.0.0.1:1/v1, http://127.0.0.1:1/v1/chat/completions",
    "zai, openai-chat, https://api.z.ai/api/coding/paas/v4,"
        + " https://api.z.ai/api/coding/paas/v4/chat/completions",
    "gemini, gemini, https://h," + " https://h/v1beta/models/m:streamGenerateContent?alt=sse",
    "gemini, openai-chat, https://h/v1beta/openai/, https://h/v1beta/openai/chat/completions",
    "ollama, openai-chat, http://box:11434, http://box:11434/v1/chat/completions",
    "custom, openai-chat, http://127.0.0.1:9001, http://127.0.0.1:9001/v1/chat/completions",
    "custom, openai-chat, http://127.0.0.1:9001/v1, http://127.0.0.1:9001/v1/chat/completions",
    "custom, openai-chat, http://h/api/paas/v4, http://h/api/paas/v4/chat/completions",
    "custom, anthropic-messages, http://h/v1/, http://h/v1/messages",
    "custom, gemini, http://h/v1, http://h/v1/models/m:streamGenerateContent?alt=sse",
  })
  void baseUrlsAreTakenAsPeopleWriteThem(
      String id, String protocol, String baseUrl, String expected) {
    assertEquals(expected, url(at(id, protocol, baseUrl, null), protocol));
  }

  @ParameterizedTest
  @CsvSource({
    "openai-chat, https://r.openai.azure.com/, , https://r.openai.azure.com/openai/v1"
        + "/chat/completions",
    "openai-chat, https://r.openai.azure.com/openai/v1/, , https://r.openai.azure.com/openai/v1"
        + "/chat/completions",
    "openai-chat, https://r.openai.azure.com/openai, preview, https://r.openai.azure.com/openai/v1"
        + "/chat/completions?api-version=preview",
    "openai-responses, https://r.openai.azure.com, , https://r.openai.azure.com/openai/v1/responses",
    "openai-chat, https://r.openai.azure.com, 2024-10-21, https://r.openai.azure.com/openai"
        + "/deployments/my%20model/chat/completions?api-version=2024-10-21",
    "openai-chat, https://r.openai.azure.com/openai/v1, 2025-01-01-preview,"
        + " https://r.openai.azure.com/openai/deployments/my%20model/chat/completions"
        + "?api-version=2025-01-01-preview",
    "openai-chat, https://r.openai.azure.com/openai/deployments, ,"
        + " https://r.openai.azure.com/openai/deployments/my%20model/chat/completions"
        + "?api-version=2024-10-21",
    "openai-chat, https://r.openai.azure.com/openai/deployments/, 2025-01-01-preview,"
        + " https://r.openai.azure.com/openai/deployments/my%20model/chat/completions"
        + "?api-version=2025-01-01-preview",
    "openai-chat, https://r.openai.azure.com/openai/deployments/d1, ,"
        + " https://r.openai.azure.com/openai/deployments/d1/chat/completions"
        + "?api-version=2024-10-21",
    "openai-chat, https://r.openai.azure.com/openai/deployments/d1/chat/completions"
        + "?api-version=2024-06-01, , https://r.openai.azure.com/openai/deployments/d1"
        + "/chat/completions?api-version=2024-06-01",
    "openai-responses, https://r.openai.azure.com, 2025-03-01-preview,"
        + " https://r.openai.azure.com/openai/responses?api-version=2025-03-01-preview",
  })
  void azureIsCalledInTheFormTheUserMeans(
      String protocol, String baseUrl, String apiVersion, String expected) {
    assertEquals(expected, url(at("azure", protocol, baseUrl, apiVersion), protocol));
  }

  @Test
  void theUsersDeploymentAndVersionCountBeforeTheEncoders() {
    Provider provider =
        at(
            "azure",
            "openai-chat",
            "https://r.openai.azure.com/openai/deployments/d1",
            "2025-01-01");
    Endpoint encoders =
        new Endpoint("openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21", Map.of());
    assertEquals(
        "https://r.openai.azure.com/openai/deployments/d1/chat/completions?api-version=2025-01-01",
        endpoints.url(provider, Protocol.OPENAI_CHAT, "gpt-4o", encoders));
  }

  @Test
  void onlyTheClassicFormHasTheDeploymentInThePath() {
    ProviderTable table = Rows.table();
    Provider classic = at("azure", "openai-chat", "https://r.openai.azure.com", "2024-10-21");
    Provider v1 = at("azure", "openai-chat", "https://r.openai.azure.com", null);
    ModelCard card = ModelCard.named("d1");
    assertTrue(TargetProfiles.of(table, classic, card, null).has(Quirk.AZURE_DEPLOYMENT_PATH));
    assertFalse(TargetProfiles.of(table, v1, card, null).has(Quirk.AZURE_DEPLOYMENT_PATH));
  }

  @Test
  void aRowThatNeedsABaseUrlSaysWhichSettingIsMissing() {
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> url(Rows.row("azure"), "openai-chat"));
    assertTrue(e.getMessage().contains("AZURE_BASE_URL"), e.getMessage());
    assertTrue(e.getMessage().contains("providers.azure.base-url"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:1234", "ftp://h/v1", "", "http://", "http:///v1", "file:///etc/passwd"})
  void otherSchemesAreRefused(String baseUrl) {
    assertThrows(
        IllegalArgumentException.class,
        () -> url(at("custom", "openai-chat", baseUrl, null), "openai-chat"));
  }

  @Test
  void aUsersBaseUrlKeepsNoVendorsUrlBesideIt() {
    Map<Protocol, String> own = Rows.row("deepseek").protocols();
    assertEquals(
        Map.of(Protocol.OPENAI_CHAT, "http://h/v1"), Endpoints.rebase(own, null, "http://h/v1"));
    assertEquals(
        Map.of(Protocol.ANTHROPIC_MESSAGES, "http://h/anthropic"),
        Endpoints.rebase(own, null, "http://h/anthropic"));
  }

  @Test
  void aUsersBaseUrlHoldsForAllProtocolsOfOneBase() {
    Map<Protocol, String> own = Rows.row("openrouter").protocols();
    Map<Protocol, String> rebased = Endpoints.rebase(own, null, "http://h/api");
    assertEquals(own.keySet(), rebased.keySet());
    assertEquals(List.of("http://h/api"), rebased.values().stream().distinct().toList());
    assertEquals(
        Map.of(Protocol.OPENAI_CHAT, "http://h/api"),
        Endpoints.rebase(own, Protocol.OPENAI_CHAT, "http://h/api"));
  }

  @Test
  void geminisOpenAiLayerIsToldByItsBaseUrl() {
    Map<Protocol, String> own = Rows.row("gemini").protocols();
    assertEquals(
        Map.of(Protocol.OPENAI_CHAT, "http://h/v1beta/openai"),
        Endpoints.rebase(own, null, "http://h/v1beta/openai"));
    assertEquals(
        Map.of(Protocol.GEMINI, "http://h", Protocol.OPENAI_CHAT, "http://h/v1beta/openai"),
        Endpoints.rebase(own, null, "http://h"));
  }
}
