package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.chat.PartialAnswerException;
import dev.patchbay.config.ProviderConfig;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.trace.RouterException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RouterTest {
  private final MockWebServer first = new MockWebServer();
  private final MockWebServer second = new MockWebServer();

  @BeforeEach
  void start() throws Exception {
    first.start();
    second.start();
  }

  @AfterEach
  void stop() {
    first.close();
    second.close();
  }

  private Router router() {
    return Router.builder()
        .provider(
            ProviderConfig.of("one")
                .baseUrl(first.url("/v1").toString())
                .apiKey("sk-one-123456")
                .priority(1)
                .build())
        .provider(
            ProviderConfig.of("two")
                .baseUrl(second.url("/v1").toString())
                .apiKey("sk-two-123456")
                .priority(2)
                .build())
        .build();
  }

  private static MockResponse json(int code, String body) {
    return new MockResponse.Builder()
        .code(code)
        .setHeader("content-type", "application/json")
        .body(body)
        .build();
  }

  private static MockResponse answer(String text) {
    return json(
        200,
        "{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":"
            + "[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
            + text
            + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":5,"
            + "\"completion_tokens\":2,\"total_tokens\":7}}");
  }

  private static MockResponse error(int code) {
    return json(code, "{\"error\":{\"message\":\"no\",\"type\":\"server_error\"}}");
  }

  private static MockResponse stream(String... data) {
    StringBuilder body = new StringBuilder();
    for (String line : data) {
      body.append("data: ").append(line).append("\n\n");
    }
    return new MockResponse.Builder()
        .setHeader("content-type", "text/event-stream")
        .body(body.toString())
        .build();
  }

  private static String chunk(String delta, String finish) {
    return "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
        + "\"choices\":[{\"index\":0,\"delta\":"
        + delta
        + ",\"finish_reason\":"
        + finish
        + "}]}";
  }

  @Test
  void answersFromTheFirstProvider() {
    first.enqueue(answer("Hello"));
    try (Router router = router()) {
      ChatResponse response = router.chat("m", "Hi");
      assertEquals("Hello", response.text());
      assertEquals("one/main", response.trace().served().orElseThrow().account());
      assertEquals(5, response.usage().inputTotal());
    }
  }

  @Test
  void failsOverAfterARetryInPlace() {
    first.enqueue(error(500));
    first.enqueue(error(500));
    second.enqueue(answer("Hello"));
    try (Router router = router()) {
      ChatResponse response = router.chat("m", "Hi");
      assertEquals("Hello", response.text());
      assertEquals(
          "asked m: one/main SERVER_ERROR -> one/main SERVER_ERROR -> two/main served (m)",
          response.trace().toString());
    }
  }

  @Test
  void streamsOnTheCallersThread() {
    first.enqueue(
        stream(
            chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null"),
            chunk("{\"content\":\"Hel\"}", "null"),
            chunk("{\"content\":\"lo\"}", "null"),
            chunk("{}", "\"stop\""),
            "[DONE]"));
    Thread caller = Thread.currentThread();
    List<Thread> threads = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    try (Router router = router();
        ChatStream stream = router.stream("m", "Hi")) {
      stream.forEach(
          event -> {
            threads.add(Thread.currentThread());
            if (event instanceof ChatEvent.TextDelta delta) {
              text.append(delta.text());
            }
          });
      assertEquals("Hello", text.toString());
      assertEquals("Hello", stream.response().text());
    }
    assertTrue(threads.stream().allMatch(caller::equals));
  }

  @Test
  void aCutStreamIsNeverShownAsWhole() {
    first.enqueue(stream(chunk("{\"role\":\"assistant\",\"content\":\"Half a sen\"}", "null")));
    try (Router router = router();
        ChatStream stream = router.stream("m", "Hi")) {
      PartialAnswerException cut =
          assertThrows(PartialAnswerException.class, () -> stream.forEach(event -> {}));
      assertEquals("Half a sen", cut.partial().text());
      assertEquals(FailureKind.CUT, cut.kind());
    }
  }

  @Test
  void anErrorBeforeTheFirstVisibleOutputFailsOverUnseen() {
    first.enqueue(
        stream(
            chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null"),
            "{\"error\":{\"message\":\"busy\",\"type\":\"server_error\",\"code\":503}}"));
    first.enqueue(
        stream(
            chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null"),
            "{\"error\":{\"message\":\"busy\",\"type\":\"server_error\",\"code\":503}}"));
    second.enqueue(
        stream(chunk("{\"role\":\"assistant\",\"content\":\"Hello\"}", "\"stop\""), "[DONE]"));
    List<ChatEvent> events = new ArrayList<>();
    try (Router router = router();
        ChatStream stream = router.stream("m", "Hi")) {
      stream.forEach(events::add);
      assertEquals("Hello", stream.response().text());
    }
    assertEquals(1, events.stream().filter(ChatEvent.Start.class::isInstance).count());
  }

  @Test
  void iteratesThroughAQueue() {
    first.enqueue(
        stream(chunk("{\"role\":\"assistant\",\"content\":\"Hello\"}", "\"stop\""), "[DONE]"));
    StringBuilder text = new StringBuilder();
    try (Router router = router();
        ChatStream stream = router.stream("m", "Hi")) {
      for (ChatEvent event : stream) {
        if (event instanceof ChatEvent.TextDelta delta) {
          text.append(delta.text());
        }
      }
    }
    assertEquals("Hello", text.toString());
  }

  @Test
  void answersOnAThreadOfItsOwn() throws Exception {
    first.enqueue(answer("Hello"));
    try (Router router = router()) {
      ChatResponse response = router.chatAsync(ChatRequest.of("m", "Hi")).get(10, TimeUnit.SECONDS);
      assertEquals("Hello", response.text());
    }
  }

  @Test
  void refusesCallsAfterItWasClosed() {
    Router router = router();
    router.close();
    router.close();
    RouterException closed = assertThrows(RouterException.class, () -> router.chat("m", "Hi"));
    assertEquals(FailureKind.CLOSED, closed.kind());
  }

  @Test
  void plansWithoutCallingAnybody() {
    try (Router router = router()) {
      assertEquals(2, router.plan("m").candidates().size());
      assertEquals(0, first.getRequestCount());
    }
  }

  @Test
  void pausedAccountsAreNotTriedUntilTheyAreResumed() {
    second.enqueue(answer("two"));
    first.enqueue(answer("one"));
    try (Router router = router()) {
      router.accounts().pause("one/main");
      assertFalse(router.accounts().get("one/main").available());
      assertEquals("two", router.chat("m", "Hi").text());
      router.accounts().resume("one/main");
      assertEquals("one", router.chat("m", "Hi").text());
    }
  }
}
