package dev.patchbay.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.patchbay.Router;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.config.ConfigException;
import dev.patchbay.config.ProviderConfig;
import dev.patchbay.config.RouterConfig;
import dev.patchbay.event.RouteEvent;
import dev.patchbay.hostile.Target.End;
import dev.patchbay.hostile.Target.Style;
import dev.patchbay.testserver.RawServer;
import dev.patchbay.trace.RouterException;
import dev.patchbay.wire.Protocol;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A credential goes into one header of one call, and is seen nowhere else, whatever is echoed. */
class CanaryKeyTest {
  /** In every secret below; none has a shape that any vendor's keys have. */
  private static final String CANARY = "zq9CANARY";

  private static final String KEY = CANARY + "/key+7f3a=1b";
  private static final String HEADER = CANARY + "-header-value";
  private static final String QUERY = CANARY + "inquery";

  /** What an upstream that means harm, or debugs, puts everywhere. */
  private static final String ECHO =
      "Authorization: Bearer " + KEY + " " + KEY + " x-tenant: " + HEADER + " /v1?token=" + QUERY;

  private static final int[] STATUSES = {
    200, 302, 307, 400, 401, 402, 403, 404, 408, 413, 422, 429, 500, 502, 503, 529, 599
  };

  private static String reply(int status, String type, String body) {
    return "HTTP/1.1 "
        + status
        + " "
        + KEY
        + "\r\nContent-Type: "
        + type
        + "\r\nX-Request-Id: "
        + ECHO
        + "\r\nrequest-id: "
        + ECHO
        + "\r\nRetry-After: "
        + KEY
        + "\r\nLocation: http://127.0.0.1:1/"
        + KEY
        + "\r\nx-ratelimit-reset-requests: "
        + KEY
        + "\r\nConnection: close\r\n\r\n"
        + body;
  }

  private static List<String> bodies() {
    String said = ECHO.replace("\"", "\\\"");
    List<String> bodies = new ArrayList<>();
    bodies.add(
        "{\"error\":{\"message\":\""
            + said
            + "\",\"type\":\""
            + KEY
            + "\",\"code\":\""
            + KEY
            + "\",\"param\":\""
            + KEY
            + "\",\""
            + KEY
            + "\":\""
            + KEY
            + "\"}}");
    bodies.add(
        "{\"type\":\"error\",\"error\":{\"type\":\""
            + KEY
            + "\",\"message\":\""
            + said
            + "\"},\"request_id\":\""
            + KEY
            + "\"}");
    bodies.add("{\"detail\":\"" + said + "\"}");
    bodies.add("<html><h1>" + ECHO + "</h1></html>");
    bodies.add("{\"" + KEY + "\":{\"" + KEY + "\":");
    bodies.add("{\"choices\":{\"" + KEY + "\":\"" + KEY + "\"}}");
    bodies.add("{\"choices\":[{\"index\":\"" + KEY + "\",\"finish_reason\":\"" + KEY + "\"}]}");
    for (int cut = 1_980; cut <= 2_004; cut += 4) {
      bodies.add("{\"error\":{\"message\":\"" + "x".repeat(cut) + KEY + "\"}}");
      bodies.add("x".repeat(cut) + KEY);
    }
    bodies.add("{\"error\":{\"message\":\"" + KEY.replace("/", "\\/") + "\"}}");
    return bodies;
  }

  private static String events(String body) {
    String line = body.replace("\n", " ");
    return "event: " + KEY + "\ndata: " + line + "\n\nevent: error\ndata: " + line + "\n\n";
  }

  private static Router router(String url, Style style, Protocol protocol, List<RouteEvent> heard) {
    return Router.builder().listener(heard::add).config(config(url, style, protocol)).build();
  }

  private static RouterConfig config(String url, Style style, Protocol protocol) {
    return RouterConfig.builder()
        .provider(
            ProviderConfig.of("one")
                .baseUrl(url + "/v1?token=" + QUERY)
                .protocol(protocol)
                .header("X-Tenant", HEADER)
                .apiKey(KEY)
                .build())
        .dispatch(Target.rules(style))
        .build();
  }

  @ParameterizedTest
  @EnumSource(
      value = Protocol.class,
      names = {"OPENAI_CHAT", "ANTHROPIC_MESSAGES"})
  @ResourceLock(Resources.SYSTEM_ERR)
  void noFailureShowsASecretThatTheUpstreamEchoes(Protocol protocol) {
    Leak leak = new Leak(CANARY);
    List<RouteEvent> heard = new CopyOnWriteArrayList<>();
    ByteArrayOutputStream logged = new ByteArrayOutputStream();
    PrintStream err = System.err;
    System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
    String[] next = new String[1];
    try (RawServer server =
        new RawServer((socket, out) -> out.write(next[0].getBytes(StandardCharsets.ISO_8859_1)))) {
      for (Style style : Style.values()) {
        try (Router router = router(server.url(), style, protocol, heard)) {
          for (int status : STATUSES) {
            for (String body : status == 400 ? bodies() : bodies().subList(0, 4)) {
              ask(router, style, next, reply(status, "application/json", body), leak);
            }
            ask(router, style, next, reply(status, "text/html", "<p>" + ECHO), leak);
          }
          for (String body : bodies()) {
            ask(router, style, next, reply(200, "text/event-stream", events(body)), leak);
          }
          ask(router, style, next, KEY + "\r\n\r\n", leak);
          ask(router, style, next, reply(200, "application/json", "").replace("close", KEY), leak);
          leak.objects("router", router, false);
          leak.objects("accounts", router.accounts().list(), true);
        }
      }
    } finally {
      System.setErr(err);
    }
    leak.text("log", logged.toString(StandardCharsets.UTF_8));
    leak.objects("events", List.copyOf(heard), false);
    Thread.getAllStackTraces().keySet().forEach(thread -> leak.text("thread", thread.getName()));
    assertEquals(List.of(), leak.found().stream().distinct().limit(20).toList());
  }

  private static void ask(Router router, Style style, String[] next, String reply, Leak leak) {
    next[0] = reply;
    router.accounts().reset("one/main");
    ChatRequest request = ChatRequest.of("one:m", "Hello");
    leak.objects("plan", router.plan(request), false);
    End end = Target.ask(router, style, request);
    if (end.failure() != null) {
      leak.exception("exception", end.failure());
    } else {
      leak.objects("trace", end.answer().trace(), true);
    }
  }

  @Test
  void noConfigurationOrItsFaultShowsASecret() {
    Leak leak = new Leak(CANARY);
    for (String url :
        List.of("http://u:" + KEY + "@h:x/", "http://h h/?key=" + KEY, "ftp://u:" + KEY + "@h/")) {
      ConfigException e =
          assertThrows(
              ConfigException.class,
              () ->
                  Router.builder()
                      .provider(ProviderConfig.of("one").baseUrl(url).apiKey(KEY).build())
                      .build());
      leak.exception("base-url", e);
    }
    for (Map<String, ?> tree :
        List.<Map<String, ?>>of(
            Map.of(
                "providers",
                Map.of("one", Map.of("accounts", List.of(Map.of("api-key", List.of(KEY)))))),
            Map.of("providers", Map.of("one", Map.of("api-key", Map.of("x", KEY)))),
            Map.of("providers", Map.of("one", Map.of("headers", Map.of("X", List.of(KEY))))),
            Map.of("providers", Map.of("one", Map.of("headers", KEY))),
            Map.of("providers", Map.of("one", Map.of("proxy", List.of(KEY)))))) {
      leak.exception(
          "tree", assertThrows(ConfigException.class, () -> Router.builder().config(tree)));
    }
    leak.objects(
        "config", config("http://u:" + KEY + "@h", Style.CHAT, Protocol.OPENAI_CHAT), false);
    assertEquals(List.of(), leak.found());
  }

  @Test
  void anExceptionKeepsItsFailureThroughSerialization() throws Exception {
    try (Router router =
        router(
            "http://127.0.0.1:1", Style.CHAT, Protocol.OPENAI_CHAT, new CopyOnWriteArrayList<>())) {
      RouterException before =
          assertThrows(RouterException.class, () -> router.chat("one:m", "Hi"));
      Object read =
          new ObjectInputStream(new ByteArrayInputStream(Leak.serialized(before))).readObject();
      RouterException after = assertInstanceOf(RouterException.class, read);
      assertEquals(before.failure(), after.failure());
      assertEquals(before.trace(), after.trace());
      assertNotNull(after.kind());
    }
  }
}
