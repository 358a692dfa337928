package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.patchbay.chat.ChatStream;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.trace.NoRouteException;
import dev.patchbay.trace.RouteTrace;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ListenerOrderTest {
  private final Upstreams upstreams = new Upstreams();

  @AfterEach
  void close() {
    upstreams.close();
  }

  private List<String> heardOfRequests() {
    return upstreams.heard().stream()
        .filter(Predicate.not(List.of("Cooling", "CircuitChanged")::contains))
        .toList();
  }

  @Test
  void aServedCall() {
    upstreams.upstream("one", Upstreams.answer("Hello"));
    RouteTrace trace = upstreams.router().chat("m", "Hi").trace();
    assertEquals(List.of("Planned", "AttemptStarted", "AttemptEnded", "Ended"), heardOfRequests());
    assertNull(upstreams.end().failure());
    assertEquals(trace, upstreams.end().trace());
  }

  @Test
  void aServedStream() {
    upstreams.upstream("one", Upstreams.whole("Hello"));
    try (ChatStream stream = upstreams.router().stream("m", "Hi")) {
      stream.forEach(event -> {});
    }
    assertEquals(
        List.of("Planned", "AttemptStarted", "Committed", "AttemptEnded", "Ended"),
        heardOfRequests());
    assertNull(upstreams.end().failure());
  }

  @Test
  void aFailover() {
    upstreams.upstream("one", Upstreams.refusal(401)).upstream("two", Upstreams.whole("Hello"));
    try (ChatStream stream = upstreams.router().stream("m", "Hi")) {
      stream.forEach(event -> {});
    }
    assertEquals(
        List.of(
            "Planned",
            "AttemptStarted",
            "AttemptEnded",
            "FailedOver",
            "AttemptStarted",
            "Committed",
            "AttemptEnded",
            "Ended"),
        heardOfRequests());
    assertEquals(
        "asked m: one/main AUTHENTICATION -> two/main served (m)",
        upstreams.end().trace().toString());
  }

  @Test
  void noRouteEndsToo() {
    upstreams.upstream("one", upstreams.silent(new CountDownLatch(1)));
    upstreams.router().accounts().pause("one/main");
    assertThrows(RuntimeException.class, () -> upstreams.router().stream("m", "Hi"));
    assertEquals(List.of("Planned", "Ended"), heardOfRequests());
  }

  @Test
  void anUnknownPrefixIsNoRoute() {
    upstreams.upstream("one", upstreams.silent(new CountDownLatch(1)));
    assertThrows(NoRouteException.class, () -> upstreams.router().chat("groq:llama", "Hi"));
    assertEquals(List.of("Planned", "Ended"), heardOfRequests());
    assertEquals(FailureKind.NO_ROUTE, upstreams.end().failure().kind());
  }

  @Test
  void aListenerThatThrowsHurtsNobody() {
    upstreams.upstream("one", Upstreams.answer("Hello"));
    upstreams.rules(
        builder ->
            builder.listener(
                event -> {
                  throw new IllegalStateException("mine");
                }));
    assertEquals("Hello", upstreams.router().chat("m", "Hi").text());
    assertEquals(4, upstreams.heard().size());
  }
}
