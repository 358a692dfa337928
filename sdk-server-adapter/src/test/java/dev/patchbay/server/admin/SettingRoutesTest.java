package dev.patchbay.server.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.server.admin.Management.Reply;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingRoutesTest {
  private static final String PATH = "/admin/settings";

  private final Management here = Management.of(Map.of("default-model", "configured"));

  @AfterEach
  void close() {
    here.close();
  }

  @Test
  void showsSettingsByTheirNames() {
    Reply reply = here.get(PATH);

    assertEquals("configured", reply.said("default_model"));
    assertEquals("session", reply.said("strategy"));
    assertEquals("5h", reply.said("session_duration"));
    assertEquals("2", reply.said("retry_attempts"));
    assertEquals("250ms", reply.said("retry_delay"));
    assertEquals("0s", reply.said("hedge_after"));
    assertEquals("30d", reply.said("log_retention"));
    assertEquals("false", reply.said("log_payloads"));
    assertEquals("public", reply.said("media_fetch"));
    assertEquals("memory", reply.said("database_type"));
    assertEquals("8094", reply.said("port"));
  }

  @Test
  void changesThem() {
    Reply reply =
        here.post(
            PATH,
            """
            {"default_model": "m", "log_payloads": true, "log_retention": "7d",
             "retry_attempts": 3, "conversation_max_messages": 20}
            """);

    assertEquals(200, reply.status(), reply.text());
    assertEquals("m", reply.said("default_model"));
    assertEquals("7d", reply.said("log_retention"));
    assertEquals("m", here.adapter().router().config().defaultModel());
    assertEquals(3, here.adapter().router().config().dispatch().attempts());
    assertEquals(20, here.adapter().router().config().conversation().maxMessages());
  }

  @Test
  void takesTheNamesThatOthersUse() {
    Reply reply =
        here.post(
            PATH,
            """
            {"model": "m", "lb_strategy": "least-used", "session_duration_ms": 18000000,
             "retry_delay_ms": 1500}
            """);

    assertEquals("m", reply.said("default_model"), reply.text());
    assertEquals("least-used", reply.said("strategy"));
    assertEquals("5h", reply.said("session_duration"));
    assertEquals(Duration.ofMillis(1500), here.adapter().router().config().dispatch().delay());
  }

  @Test
  void takesAChangeBackByNull() {
    here.post(PATH, "{\"default_model\": \"m\", \"retry_attempts\": 3}");

    Reply reply = here.post(PATH, "{\"default_model\": null, \"retry_attempts\": null}");

    assertEquals("configured", reply.said("default_model"));
    assertEquals("2", reply.said("retry_attempts"));
  }

  @Test
  void takesBackAllThatItShowed() {
    Reply reply = here.post(PATH, here.get(PATH).text());

    assertEquals(200, reply.status(), reply.text());
    assertEquals("configured", reply.said("default_model"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"debug\": true} | debug | default_model",
        "{\"supabase_url\": \"x\"} | supabase_url | database_url",
        "{\"port\": 9000} | port | start it again",
        "{\"database_url\": \"postgresql://u:canary@h/d\"} | database_url | start it again",
        "{\"strategy\": \"nicest\"} | strategy | one of",
        "{\"retry_attempts\": \"x\"} | retry.attempts | whole number",
        "{\"session_duration_ms\": \"5h\"} | session_duration_ms | whole number",
      })
  void refusesWhatIsNoSettingByItsName(String body, String field, String cure) {
    Reply reply = here.post(PATH, body);

    assertEquals(400, reply.status(), reply.text());
    assertEquals(field, reply.said("error", "field"));
    assertTrue(reply.said("error", "message").contains(cure), reply.text());
    assertTrue(!reply.text().contains("canary"), reply.text());
  }
}
