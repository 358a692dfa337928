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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ModelRefreshRouteTest {
  private static final String PATH = "/admin/models/refresh";

  private final MockWebServer one = new MockWebServer();
  private final MockWebServer two = new MockWebServer();
  private Management here;

  private static Map<String, Object> provider(MockWebServer at) {
    return Map.of(
        "protocol",
        "openai-chat",
        "base-url",
        at.url("/v1").toString(),
        "accounts",
        List.of(Map.of("name", "main", "api-key", "sk-canary-0123456789")));
  }

  @BeforeEach
  void open() throws IOException {
    one.start();
    two.start();
    here = Management.of(Map.of("providers", Map.of("one", provider(one), "two", provider(two))));
  }

  @AfterEach
  void close() {
    here.close();
    one.close();
    two.close();
  }

  private static void answers(MockWebServer upstream, int status, String... models) {
    StringBuilder list = new StringBuilder();
    for (String model : models) {
      list.append(list.isEmpty() ? "" : ",").append("{\"id\":\"").append(model).append("\"}");
    }
    upstream.enqueue(
        new MockResponse.Builder()
            .code(status)
            .addHeader("content-type", "application/json")
            .body("{\"object\":\"list\",\"data\":[" + list + "]}")
            .build());
  }

  @Test
  void saysHowManyModelsEachHasNowAndWhichFailed() {
    answers(one, 200, "a");
    answers(two, 200, "b", "c");
    assertTrue(here.get("/v1/models").text().contains("\"b\""));

    answers(one, 200, "a", "fresh");
    answers(two, 500);
    Reply reply = here.post(PATH, "");

    assertEquals(200, reply.status(), reply.text());
    assertEquals("one", reply.said("data", 0, "provider"));
    assertEquals("2", reply.said("data", 0, "listed"));
    assertEquals("null", reply.said("data", 0, "fault"));
    assertEquals("2", reply.said("data", 1, "models"), "its last list stands");
    assertEquals("SERVER_ERROR, status 500", reply.said("data", 1, "fault"));
    assertFalse(reply.text().contains("canary"), reply.text());
    assertTrue(here.get("/v1/models").text().contains("\"fresh\""));
  }

  @Test
  void asksOneProviderAlone() {
    answers(two, 200, "b");
    Reply reply = here.post(PATH, "{\"provider\": \"two\"}");
    assertEquals("two", reply.said("data", 0, "provider"));
    assertEquals(0, one.getRequestCount());
  }

  @Test
  void refusesAProviderThatIsNotThereAndFieldsNobodyKnows() {
    Reply reply = here.post(PATH, "{\"provider\": \"three\"}");
    assertEquals(400, reply.status());
    assertTrue(reply.text().contains("'three' takes no part; there are"), reply.text());
    assertEquals(400, here.post(PATH, "{\"providers\": []}").status());
  }
}
