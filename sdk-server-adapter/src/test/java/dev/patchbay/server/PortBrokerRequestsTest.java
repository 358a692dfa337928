package dev.patchbay.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.json.JsonTree;
import dev.patchbay.json.RawJson;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bodies that PortBroker's README has for its management, as they stand there but for the host
 * of {@code base_url}. Source: PortBroker, README, "Provider Configuration", "Adding Providers via
 * API", "API Key Management".
 */
final class PortBrokerRequestsTest {
  private static final String PROVIDERS = "/admin/providers";

  private final MockWebServer upstream = new MockWebServer();
  private final RunningAdapter adapter =
      RunningAdapter.of(
          Map.of("upstream-stream", "never", "retry", Map.of("attempts", 1), "database", Map.of()));

  @BeforeEach
  void start() throws IOException {
    upstream.setDispatcher(new Answers());
    upstream.start();
  }

  @AfterEach
  void close() {
    adapter.close();
    upstream.close();
  }

  /** Answers in the protocol it is asked in. */
  private static final class Answers extends Dispatcher {
    @Override
    public MockResponse dispatch(RecordedRequest request) {
      boolean claude = request.getUrl().encodedPath().endsWith("/messages");
      return new MockResponse.Builder()
          .addHeader("content-type", "application/json")
          .body(
              claude
                  ? "{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"x\","
                      + "\"content\":[{\"type\":\"text\",\"text\":\"Hello you\"}],"
                      + "\"stop_reason\":\"end_turn\","
                      + "\"usage\":{\"input_tokens\":1,\"output_tokens\":2}}"
                  : "{\"id\":\"c\",\"object\":\"chat.completion\",\"model\":\"x\",\"choices\":["
                      + "{\"index\":0,\"message\":{\"role\":\"assistant\","
                      + "\"content\":\"Hello you\"},\"finish_reason\":\"stop\"}],"
                      + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}")
          .build();
    }
  }

  static Stream<Arguments> bodies() {
    return Stream.of(
        Arguments.of(
            "/v1/chat/completions",
            """
            {
              "name": "OpenAI",
              "provider_type": "openai",
              "base_url": "https://api.openai.com/v1",
              "api_key": "sk-your-key",
              "big_model": "gpt-4o",
              "medium_model": "gpt-4o",
              "small_model": "gpt-4o-mini",
              "is_active": true,
              "priority": 1
            }
            """),
        Arguments.of(
            "/openai/deployments/gpt-35-turbo-deployment/chat/completions",
            """
            {
              "name": "Azure OpenAI",
              "provider_type": "azure",
              "base_url": "https://your-resource.openai.azure.com/openai/deployments",
              "api_key": "your-azure-key",
              "big_model": "gpt-4-deployment",
              "medium_model": "gpt-4-deployment",
              "small_model": "gpt-35-turbo-deployment",
              "is_active": true,
              "priority": 2
            }
            """),
        Arguments.of(
            "/v1/messages",
            """
            {
              "name": "Anthropic",
              "provider_type": "anthropic",
              "base_url": "https://api.anthropic.com/v1/messages",
              "api_key": "sk-ant-your-key",
              "headers": {
                "anthropic-version": "2023-06-01"
              },
              "big_model": "claude-3-opus-20240229",
              "medium_model": "claude-3-sonnet-20240229",
              "small_model": "claude-3-haiku-20240307",
              "is_active": true,
              "priority": 3
            }
            """),
        Arguments.of(
            "/v1beta/openai/chat/completions",
            """
            {
              "name": "Google Gemini",
              "provider_type": "gemini",
              "base_url": "https://generativelanguage.googleapis.com/v1beta/openai",
              "api_key": "your-gemini-key",
              "big_model": "gemini-1.5-pro",
              "medium_model": "gemini-1.5-flash",
              "small_model": "gemini-1.5-flash",
              "is_active": true,
              "priority": 4
            }
            """),
        Arguments.of(
            "/v1/chat/completions",
            """
            {
              "name": "Mistral AI",
              "provider_type": "mistral",
              "base_url": "https://api.mistral.ai/v1",
              "api_key": "your-mistral-key",
              "big_model": "mistral-large-latest",
              "medium_model": "mistral-medium-latest",
              "small_model": "mistral-small-latest",
              "is_active": true,
              "priority": 5
            }
            """),
        Arguments.of(
            "/chat/completions",
            """
            {
              "name": "Perplexity",
              "provider_type": "perplexity",
              "base_url": "https://api.perplexity.ai",
              "api_key": "pplx-your-key",
              "big_model": "llama-3.1-sonar-large-128k-online",
              "medium_model": "llama-3.1-sonar-large-128k-online",
              "small_model": "llama-3.1-sonar-small-128k-online",
              "is_active": true,
              "priority": 6
            }
            """),
        Arguments.of(
            "/v1/chat/completions",
            """
            {
              "name": "Local Ollama",
              "provider_type": "ollama",
              "base_url": "http://localhost:11434/v1",
              "api_key": "ollama",
              "big_model": "llama3:70b",
              "medium_model": "llama3:8b",
              "small_model": "llama3:8b",
              "is_active": true,
              "priority": 7
            }
            """),
        Arguments.of(
            "/v1/chat/completions",
            """
            {
              "name": "Custom AI Service",
              "provider_type": "custom",
              "base_url": "https://your-custom-api.com/v1",
              "api_key": "your-custom-key",
              "headers": {
                "X-Api-Version": "2024-01-01",
                "X-Custom-Header": "custom-value"
              },
              "big_model": "custom-large-model",
              "medium_model": "custom-medium-model",
              "small_model": "custom-small-model",
              "is_active": true,
              "priority": 8
            }
            """),
        Arguments.of(
            "/openai/v1/chat/completions",
            """
            {
              "name": "Groq",
              "provider_type": "groq",
              "base_url": "https://api.groq.com/openai/v1",
              "api_key": "gsk_your-groq-key",
              "big_model": "llama-3.1-70b-versatile",
              "medium_model": "llama-3.1-8b-instant",
              "small_model": "llama-3.1-8b-instant",
              "is_active": true,
              "priority": 9
            }
            """),
        Arguments.of(
            "/api/v1/chat/completions",
            """
            {
              "name": "OpenRouter",
              "provider_type": "openrouter",
              "base_url": "https://openrouter.ai/api/v1",
              "api_key": "sk-or-your-key",
              "headers": {
                "HTTP-Referer": "https://your-domain.com",
                "X-Title": "Your App Name"
              },
              "big_model": "anthropic/claude-3.5-sonnet",
              "medium_model": "anthropic/claude-3.5-sonnet",
              "small_model": "anthropic/claude-3-haiku",
              "is_active": true,
              "priority": 10
            }
            """));
  }

  private String here(String body) {
    String url = upstream.url("/").toString();
    return body.replaceFirst(
        "(\"base_url\": \")https?://[^/\"]+", "$1" + url.substring(0, url.length() - 1));
  }

  private static Object at(String json, String field) {
    return ((Map<?, ?>) JsonTree.of(RawJson.of(json)).value()).get(field);
  }

  private HttpResponse<String> ask(String model, String... headers) {
    return adapter.post(
        "/v1/chat/completions",
        "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}",
        headers);
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void aProviderIsMadeAndAnswersThroughItsSmallModel(String path, String body)
      throws InterruptedException {
    HttpResponse<String> made = adapter.post(PROVIDERS, here(body));
    assertEquals(201, made.statusCode(), made.body());
    for (String field : new String[] {"name", "provider_type", "big_model", "is_active"}) {
      assertEquals(at(body, field), at(made.body(), field), made.body());
    }
    assertFalse(made.body().contains("api_key"), made.body());

    HttpResponse<String> answer = ask(at(made.body(), "id") + ":" + at(body, "small_model"));

    assertEquals(200, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("Hello you"), answer.body());
    RecordedRequest asked = upstream.takeRequest();
    assertEquals(path, asked.getUrl().encodedPath());
    assertTrue(asked.getHeaders().toMultimap().toString().contains("" + at(body, "api_key")));
    if (at(body, "headers") instanceof Map<?, ?> headers) {
      headers.forEach(
          (name, value) -> assertEquals(value, asked.getHeaders().get(String.valueOf(name))));
    }
  }

  @Test
  void aClaudeModelIsAnsweredByTheModelOfItsTier() throws InterruptedException {
    adapter.post(
        PROVIDERS,
        here(
            """
            {
              "name": "My Provider",
              "provider_type": "openai",
              "base_url": "https://api.example.com/v1",
              "api_key": "sk-your-key",
              "big_model": "gpt-4",
              "medium_model": "gpt-3.5-turbo",
              "small_model": "gpt-3.5-turbo-small",
              "is_active": true,
              "priority": 10
            }
            """));

    for (String[] pair :
        new String[][] {
          {"claude-3-opus-20240229", "gpt-4"},
          {"claude-3-sonnet-20240229", "gpt-3.5-turbo"},
          {"claude-3-haiku-20240307", "gpt-3.5-turbo-small"}
        }) {
      HttpResponse<String> answer =
          adapter.post(
              "/api/anthropic/v1/messages",
              "{\"model\":\""
                  + pair[0]
                  + "\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
      assertEquals(200, answer.statusCode(), answer.body());
      String sent = upstream.takeRequest().getBody().utf8();
      assertEquals(pair[1], at(sent, "model"), sent);
    }
  }

  @Test
  void aProviderIsSwitchedOffByItsOneField() {
    Stream<Arguments> first = bodies().limit(1);
    String body = here(String.valueOf(first.findFirst().orElseThrow().get()[1]));
    assertEquals(201, adapter.post(PROVIDERS, body).statusCode());

    HttpResponse<String> off = adapter.send("PUT", PROVIDERS + "/openai", "{\"is_active\": false}");

    assertEquals(Boolean.FALSE, at(off.body(), "is_active"), off.body());
    assertEquals(404, ask("openai:gpt-4o-mini").statusCode());
    assertEquals(204, adapter.send("DELETE", PROVIDERS + "/openai", "").statusCode());
  }

  @Test
  void anApiKeyHasADescriptionAnExpiryAndASwitch() {
    adapter.post(PROVIDERS, here(String.valueOf(bodies().findFirst().orElseThrow().get()[1])));
    HttpResponse<String> made =
        adapter.post(
            "/admin/api-keys",
            "{\"name\": \"laptop\", \"description\": \"mine\","
                + " \"expires_at\": \"2099-01-01T00:00:00Z\"}");
    assertEquals(201, made.statusCode(), made.body());
    String[] key = {"Authorization", "Bearer " + at(made.body(), "key")};

    assertEquals(200, ask("openai:gpt-4o-mini", key).statusCode());
    assertEquals(401, ask("openai:gpt-4o-mini").statusCode());

    String path = "/admin/api-keys/" + at(made.body(), "id");
    assertEquals(200, adapter.send("PUT", path, "{\"enabled\": false}").statusCode());
    assertEquals(401, ask("openai:gpt-4o-mini", key).statusCode());
    assertEquals(204, adapter.send("DELETE", path, "").statusCode());
  }
}
