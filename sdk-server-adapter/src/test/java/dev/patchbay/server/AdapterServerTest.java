package dev.patchbay.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AdapterServerTest {
  private static final Map<String, Object> ONE_PROVIDER =
      Map.of(
          "providers",
          Map.of("openai", Map.of("accounts", List.of(Map.of("name", "a", "api-key", "k")))));

  @Test
  void answersHealth() {
    try (RunningAdapter adapter = RunningAdapter.of(ONE_PROVIDER)) {
      HttpResponse<String> answer = adapter.get("/health");

      assertEquals(200, answer.statusCode());
      assertTrue(answer.body().contains("\"ok\""), answer.body());
    }
  }

  @Test
  void saysThatThereIsNothingAtAnUnknownPath() {
    try (RunningAdapter adapter = RunningAdapter.of(ONE_PROVIDER)) {
      HttpResponse<String> answer = adapter.get("/nowhere");

      assertEquals(404, answer.statusCode());
      assertTrue(answer.body().contains("\"not_found\""), answer.body());
    }
  }
}
