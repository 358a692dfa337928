package dev.patchbay.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.patchbay.provider.Auth;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.provider.CatalogueRow;
import dev.patchbay.provider.Provider;
import dev.patchbay.provider.Rows;
import dev.patchbay.secret.Secret;
import dev.patchbay.wire.Endpoint;
import dev.patchbay.wire.Protocol;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadersTest {
  private static final Endpoint MESSAGES =
      new Endpoint("messages", Map.of("anthropic-version", "2023-06-01"));

  @ParameterizedTest
  @CsvSource({
    "openai, openai-chat, Authorization, Bearer k",
    "anthropic, anthropic-messages, x-api-key, k",
    "groq, openai-chat, Authorization, Bearer k",
    "together, openai-chat, Authorization, Bearer k",
    "openrouter, anthropic-messages, Authorization, Bearer k",
    "azure, openai-chat, api-key, k",
    "mistral, openai-chat, Authorization, Bearer k",
    "perplexity, openai-chat, Authorization, Bearer k",
    "ollama, openai-chat, Authorization, Bearer k",
    "deepseek, anthropic-messages, Authorization, Bearer k",
    "xai, openai-chat, Authorization, Bearer k",
    "zai, anthropic-messages, Authorization, Bearer k",
    "gemini, gemini, x-goog-api-key, k",
    "gemini, openai-chat, Authorization, Bearer k",
  })
  void eachRowTakesItsKeyInItsOwnHeader(String id, String protocol, String header, String value) {
    Map<String, String> headers =
        Headers.of(
            Rows.row(id),
            Protocol.of(protocol).orElseThrow(),
            new Endpoint("x", Map.of()),
            Map.of(),
            Secret.of("k"));
    assertEquals(Map.of(header, value), headers);
  }

  @Test
  void aCustomProviderTakesABearerToken() {
    Provider lab = Rows.custom("lab", "http://h/v1", List.of());
    assertEquals(
        Map.of("Authorization", "Bearer k"),
        Headers.of(
            lab, Protocol.OPENAI_CHAT, new Endpoint("x", Map.of()), Map.of(), Secret.of("k")));
    assertEquals("x-api-key", Auth.usual(Protocol.ANTHROPIC_MESSAGES).header());
  }

  @Test
  void withoutAKeyNothingIsSaid() {
    assertEquals(
        Map.of(),
        Headers.of(
            Rows.row("ollama"), Protocol.OPENAI_CHAT, new Endpoint("x", Map.of()), Map.of(), null));
  }

  @Test
  void anthropicsOauthTokensGoAsBearerUnderTheirBeta() {
    Map<String, String> headers =
        Headers.of(
            Rows.row("anthropic"),
            Protocol.ANTHROPIC_MESSAGES,
            MESSAGES,
            Map.of("anthropic-beta", "context-1m-2025-08-07, oauth-2025-04-20"),
            Secret.of("sk-ant-oat01-x"));
    assertEquals("Bearer sk-ant-oat01-x", headers.get("authorization"));
    assertNull(headers.get("x-api-key"));
    assertEquals("context-1m-2025-08-07,oauth-2025-04-20", headers.get("anthropic-beta"));
    assertEquals("2023-06-01", headers.get("anthropic-version"));
  }

  @Test
  void entraTokensGoAsBearer() {
    Map<String, String> headers =
        Headers.of(
            Rows.row("azure"),
            Protocol.OPENAI_CHAT,
            new Endpoint("x", Map.of()),
            Map.of(),
            Secret.of("eyJhbGciOi.x.y"));
    assertEquals(Map.of("Authorization", "Bearer eyJhbGciOi.x.y"), headers);
  }

  @Test
  void theUsersHeadersCountLast() {
    Provider provider =
        Rows.with(
            Rows.row("anthropic"),
            Rows.row("anthropic").protocols(),
            Map.of("X-Title", "App", "Anthropic-Version", "2026-10-21", "anthropic-beta", "b"),
            List.of(),
            null);
    Map<String, String> headers =
        Headers.of(
            provider,
            Protocol.ANTHROPIC_MESSAGES,
            MESSAGES,
            Map.of("anthropic-beta", "a"),
            Secret.of("k"));
    assertEquals("App", headers.get("x-title"));
    assertEquals("2026-10-21", headers.get("anthropic-version"));
    assertEquals("a,b", headers.get("anthropic-beta"));
    assertEquals("k", headers.get("x-api-key"));
  }

  @Test
  void aCallersHeadersPassByTheRowsListAlone() {
    CatalogueRow anthropic = Catalogue.load().row("anthropic").orElseThrow();
    Map<String, String> passed =
        Headers.passed(
            anthropic.passHeaders(),
            Map.of(
                "Anthropic-Beta",
                "a",
                "x-api-key",
                "ours",
                "Authorization",
                "Bearer ours",
                "Cookie",
                "c",
                "OpenAI-Beta",
                "x"));
    assertEquals(Map.of("anthropic-beta", "a"), passed);
    for (CatalogueRow row : Catalogue.load().rows()) {
      for (String never : List.of("authorization", "x-api-key", "api-key", "cookie", "host")) {
        assertFalse(row.passHeaders().contains(never), row.id());
      }
    }
  }
}
