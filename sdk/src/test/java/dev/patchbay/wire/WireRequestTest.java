package dev.patchbay.wire;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.patchbay.chat.CallOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WireRequestTest {
  private static final byte[] BODY = "{\"model\":\"body-secret\"}".getBytes(StandardCharsets.UTF_8);

  @Test
  void leavesModelStreamAndRoutingOpenUnlessTold() {
    WireRequest request = WireRequest.of(Protocol.OPENAI_CHAT, BODY);
    assertAll(
        () -> assertNull(request.model()),
        () -> assertNull(request.stream()),
        () -> assertEquals(CallOptions.DEFAULT, request.options()),
        () -> assertEquals(List.of(), request.allowedModels()),
        () -> assertSame(BODY, request.body()));
  }

  @Test
  void knowsHeadersByTheirNamesInLowerCase() {
    WireRequest request =
        WireRequest.builder(Protocol.ANTHROPIC_MESSAGES, BODY)
            .headers(Map.of("Anthropic-Beta", "x"))
            .build();
    assertEquals(Map.of("anthropic-beta", "x"), request.headers());
  }

  @Test
  void copiesAllOfItself() {
    WireRequest request =
        WireRequest.builder(Protocol.GEMINI, BODY).model("m").stream(true)
            .headers(Map.of("a", "b"))
            .allowedModels(List.of("m*"))
            .build();
    assertEquals(request, request.toBuilder().build());
  }

  @Test
  void showsNeitherHeadersNorBody() {
    String shown =
        WireRequest.builder(Protocol.GEMINI, BODY)
            .headers(Map.of("x-goog-api-key", "header-secret"))
            .build()
            .toString();
    assertFalse(shown.contains("secret"), shown);
  }
}
