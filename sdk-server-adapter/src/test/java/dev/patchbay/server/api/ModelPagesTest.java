package dev.patchbay.server.api;

import static dev.patchbay.server.api.ExchangeOverHttpTest.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.squareup.moshi.JsonReader;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.json.Json;
import dev.patchbay.server.RunningAdapter;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of models page by page, and what is asked of providers for them and for counts. */
final class ModelPagesTest {
  private final MockWebServer upstream = new MockWebServer();
  private volatile Duration silence = Duration.ZERO;

  @BeforeEach
  void start() throws IOException {
    upstream.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer(String.valueOf(request.getTarget()));
          }
        });
    upstream.start();
  }

  @AfterEach
  void stop() {
    upstream.close();
  }

  private MockResponse answer(String path) {
    String json =
        path.contains("count_tokens")
            ? "{\"input_tokens\":42}"
            : path.contains("countTokens")
                ? "{\"totalTokens\":42}"
                : path.contains("input_tokens")
                    ? "{\"object\":\"response.input_tokens\",\"input_tokens\":42}"
                    : "{\"object\":\"list\",\"data\":[{\"id\":\"alpha\"},{\"id\":\"beta\"},"
                        + "{\"id\":\"vendor/gamma\"}]}";
    return new MockResponse.Builder()
        .body(json)
        .headersDelay(silence.toMillis(), TimeUnit.MILLISECONDS)
        .setHeader("content-type", "application/json")
        .build();
  }

  private RunningAdapter adapter(String protocol, String... providers) {
    Map<String, Object> rows = new java.util.LinkedHashMap<>();
    for (String id : providers) {
      rows.put(
          id,
          Map.of(
              "protocol",
              protocol,
              "base-url",
              upstream.url("/" + id + "/v1").toString(),
              "accounts",
              List.of(Map.of("name", "main", "api-key", "k"))));
    }
    return RunningAdapter.of(Map.of("providers", rows));
  }

  /** As above, with lists that are there: on a busy machine they come later than is waited. */
  private RunningAdapter listed(String... providers) {
    RunningAdapter adapter = adapter("openai-chat", providers);
    adapter.server().adapter().router().models().list();
    return adapter;
  }

  private static Map<?, ?> get(RunningAdapter adapter, String path, String... headers) {
    HttpResponse<String> answer = adapter.get(path, headers);
    assertEquals(200, answer.statusCode(), answer.body());
    return (Map<?, ?>) Json.read(answer.body(), JsonReader::readJsonValue);
  }

  private static List<Object> ids(Map<?, ?> page, String list, String id) {
    List<Object> ids = new ArrayList<>();
    ((List<?>) page.get(list)).forEach(model -> ids.add(((Map<?, ?>) model).get(id)));
    return ids;
  }

  @Test
  void claudesClientsPageByTheLastId() {
    String[] claude = {"anthropic-version", "2023-06-01"};
    try (RunningAdapter adapter = listed("lab")) {
      Map<?, ?> first = get(adapter, "/v1/models?limit=2", claude);
      assertEquals(List.of("alpha", "beta"), ids(first, "data", "id"));
      assertEquals(true, first.get("has_more"));
      assertEquals("alpha", first.get("first_id"));
      assertEquals("beta", first.get("last_id"));
      Map<?, ?> last = get(adapter, "/v1/models?limit=2&after_id=beta", claude);
      assertEquals(List.of("vendor/gamma"), ids(last, "data", "id"));
      assertEquals(false, last.get("has_more"));
      Map<?, ?> back = get(adapter, "/v1/models?limit=1&before_id=vendor%2Fgamma", claude);
      assertEquals(List.of("beta"), ids(back, "data", "id"));
      HttpResponse<String> lost = adapter.get("/v1/models?after_id=delta", claude);
      assertEquals(400, lost.statusCode(), lost.body());
      assertTrue(lost.body().contains("invalid_request_error"), lost.body());
      assertEquals(400, adapter.get("/v1/models?limit=none", claude).statusCode());
    }
  }

  @Test
  void geminisClientsPageByAToken() {
    try (RunningAdapter adapter = listed("lab")) {
      Map<?, ?> first = get(adapter, "/v1beta/models?pageSize=2");
      assertEquals(List.of("models/alpha", "models/beta"), ids(first, "models", "name"));
      Map<?, ?> last =
          get(adapter, "/v1beta/models?pageSize=2&pageToken=" + first.get("nextPageToken"));
      assertEquals(List.of("models/vendor/gamma"), ids(last, "models", "name"));
      assertNull(last.get("nextPageToken"));
      assertEquals("models/vendor/gamma", get(adapter, "/v1beta/models/vendor/gamma").get("name"));
    }
  }

  @Test
  void aNameOfSeveralProvidersIsThereAloneAndBehindEachOfThem() {
    try (RunningAdapter adapter = listed("lab", "spare")) {
      List<Object> ids = ids(get(adapter, "/v1/models"), "data", "id");

      assertTrue(ids.containsAll(List.of("alpha", "lab:alpha", "spare:alpha")), ids.toString());
      assertEquals(ids.stream().distinct().toList(), ids);
      assertEquals("spare:alpha", get(adapter, "/v1/models/spare:alpha").get("id"));
      assertEquals("vendor/gamma", get(adapter, "/v1/models/vendor/gamma").get("id"));
    }
  }

  @Test
  @Tag("slow")
  void doesNotWaitLongForProvidersThatAreSlowToListTheirs() {
    silence = Duration.ofSeconds(60);
    try (RunningAdapter adapter = adapter("openai-chat", "lab")) {
      long began = System.nanoTime();
      get(adapter, "/v1/models");

      Duration waited = Duration.ofNanos(System.nanoTime() - began);
      assertTrue(waited.toSeconds() < 8, waited.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic-messages, CLAUDE, /v1/messages/count_tokens",
    "anthropic-messages, GEMINI, /v1beta/models/m:countTokens",
    "gemini, CLAUDE, /anthropic/v1/messages/count_tokens",
    "openai-responses, RESPONSES, /v1/responses/input_tokens"
  })
  void asksTheProviderWhereTheExactCountIsWanted(String protocol, Client client, String path) {
    try (RunningAdapter adapter = adapter(protocol, "lab")) {
      String body = client.body(ChatRequest.of("m", "Hello, world"), false);
      HttpResponse<String> byQuery = adapter.post(path + "?exact=true", body);
      HttpResponse<String> byHeader = adapter.post(path, body, "X-Patchbay-Count", "exact");
      HttpResponse<String> estimate = adapter.post(path, body);

      for (HttpResponse<String> exact : List.of(byQuery, byHeader)) {
        assertEquals("exact", header(exact, "x-patchbay-count"), exact.body());
        assertTrue(exact.body().contains(":42"), exact.body());
      }
      assertEquals("estimate", header(estimate, "x-patchbay-count"));
      assertEquals(1, upstream.getRequestCount());
    }
  }
}
