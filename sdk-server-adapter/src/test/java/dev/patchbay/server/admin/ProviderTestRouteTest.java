package dev.patchbay.server.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.server.admin.Management.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProviderTestRouteTest {
  private static final String PATH = "/admin/providers/lab/test";
  private static final String LIST = "{\"object\":\"list\",\"data\":[{\"id\":\"a\"}]}";

  private final MockWebServer upstream = new MockWebServer();
  private Management here;

  @BeforeEach
  void open() throws IOException {
    upstream.start();
    here = Management.of(Map.of("retry", Map.of("attempts", 1)));
    Reply made =
        here.post(
            "/admin/providers",
            """
        {"name": "lab", "provider_type": "custom", "base_url": "%s", "api_key": "sk-canary",
         "small_model": "tiny"}
        """
                .formatted(upstream.url("/secret-place/v1")));
    assertEquals(201, made.status(), made.text());
  }

  @AfterEach
  void close() {
    here.close();
    upstream.close();
  }

  private void answers(int status, String body) {
    upstream.enqueue(
        new MockResponse.Builder()
            .code(status)
            .addHeader("content-type", "application/json")
            .body(body)
            .build());
  }

  @Test
  void saysThatTheKeyIsTakenAndHowManyModelsThereAre() throws InterruptedException {
    answers(200, LIST);

    Reply reply = here.post(PATH, "");

    assertEquals("true", reply.said("ok"), reply.text());
    assertEquals("lab", reply.said("provider"));
    assertEquals("lab/main", reply.said("account"));
    assertEquals("1", reply.said("models"));
    assertEquals("models", reply.said("by"));
    assertTrue(Long.parseLong(reply.said("latency_ms")) >= 0);
    RecordedRequest asked = upstream.takeRequest();
    assertEquals("/secret-place/v1/models", asked.getUrl().encodedPath());
    assertEquals("Bearer sk-canary", asked.getHeaders().get("Authorization"));
  }

  @ParameterizedTest
  @CsvSource({
    "401, authentication, PATCH /accounts",
    "403, permission, right",
    "429, rate_limited, later",
    "503, overloaded, later",
  })
  void saysTheClassOfAFailureAndItsCure(int status, String failure, String cure) {
    answers(status, "{\"error\":{\"message\":\"canary of the upstream, key sk-canary\"}}");

    Reply reply = here.post(PATH, "{}");

    assertEquals(200, reply.status());
    assertEquals("false", reply.said("ok"));
    assertEquals(failure, reply.said("failure"));
    assertEquals("" + status, reply.said("status"));
    assertTrue(reply.said("message").contains(cure), reply.text());
    assertFalse(reply.text().contains("canary"), reply.text());
    assertFalse(reply.text().contains("secret-place"), reply.text());
  }

  @Test
  void saysThatNobodyAnswers() {
    upstream.close();

    Reply reply = here.post(PATH, "");

    assertEquals("network", reply.said("failure"), reply.text());
    assertTrue(reply.said("message").contains("base_url"), reply.text());
  }

  @Test
  void asksForOneTokenWhereThereIsNoListOfModels() throws InterruptedException {
    answers(404, "{}");
    answers(
        200,
        "{\"id\":\"1\",\"object\":\"chat.completion\",\"model\":\"tiny\",\"choices\":[{\"index\":0,"
            + "\"message\":{\"role\":\"assistant\",\"content\":\"H\"},"
            + "\"finish_reason\":\"length\"}]}");

    Reply reply = here.post(PATH, "");

    assertEquals("true", reply.said("ok"), reply.text());
    assertEquals("chat", reply.said("by"));
    upstream.takeRequest();
    RecordedRequest asked = upstream.takeRequest();
    assertEquals("/secret-place/v1/chat/completions", asked.getUrl().encodedPath());
    assertTrue(asked.getBody().utf8().contains("tiny"));
  }

  @Test
  void saysThatOneTokenWasRefused() {
    answers(404, "{}");
    answers(401, "{\"error\":{\"message\":\"bad key\"}}");

    Reply reply = here.post(PATH, "");

    assertEquals("false", reply.said("ok"));
    assertTrue(reply.said("message").contains("PATCH /accounts"), reply.text());
    assertEquals(2, upstream.getRequestCount());
  }

  @Test
  void testsEachAccountAndTheFirstThatFailsSpeaksForAll() {
    here.post("/accounts", "{\"provider\": \"lab\", \"name\": \"b\", \"api_key\": \"k\"}");
    answers(200, LIST);
    answers(401, "{}");

    Reply reply = here.post(PATH, "");

    assertEquals("lab/b", reply.said("account"), reply.text());
    assertEquals("false", reply.said("ok"));
    assertEquals(2, ((List<?>) reply.at("accounts")).size());
    assertEquals("true", reply.said("accounts", 0, "ok"));
  }

  @Test
  void testsTheAccountThatIsMeantAlsoWhileItIsPaused() {
    here.post("/accounts", "{\"provider\": \"lab\", \"name\": \"b\", \"api_key\": \"k\"}");
    here.post("/accounts/lab/b/pause", "");
    answers(200, LIST);

    Reply reply = here.post(PATH, "{\"account\": \"lab/b\"}");

    assertEquals("true", reply.said("ok"), reply.text());
    assertEquals(1, ((List<?>) reply.at("accounts")).size());
    assertEquals(400, here.post(PATH, "{\"account\": \"nobody\"}").status());
    assertEquals(400, here.post(PATH, "{\"colour\": 1}").status());
  }

  @Test
  void saysThatAProviderIsSwitchedOffOrHasNoAccount() {
    here.send("PUT", "/admin/providers/lab", "{\"is_active\": false}");

    Reply reply = here.post(PATH, "");

    assertEquals("inactive", reply.said("failure"), reply.text());
    assertEquals("false", reply.said("ok"));
    assertEquals(404, here.post("/admin/providers/nobody/test", "").status());
  }
}
