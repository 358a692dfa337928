package dev.patchbay.server.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

final class ReadinessTest {
  @Test
  void isReadyWhileTheRouterIsOpen() {
    try (Watched watched = Watched.greeting()) {
      HttpResponse<String> answer = watched.adapter.get("/ready");

      assertEquals(200, answer.statusCode());
      assertEquals("{\"status\":\"ready\"}", answer.body());
    }
  }

  @Test
  void isNotReadyOnceTheRouterIsClosed() {
    try (Watched watched = Watched.greeting()) {
      watched.adapter.server().adapter().router().close();

      assertEquals(503, watched.adapter.get("/ready").statusCode());
      assertEquals(200, watched.adapter.get("/health").statusCode());
    }
  }

  @Test
  void isNotReadyWhileItDrains() {
    try (Watched watched = Watched.greeting()) {
      watched.adapter.server().adapter().drain();
      HttpResponse<String> answer = watched.adapter.get("/ready");

      assertEquals(503, answer.statusCode());
      assertEquals("{\"status\":\"unavailable\"}", answer.body());
    }
  }
}
