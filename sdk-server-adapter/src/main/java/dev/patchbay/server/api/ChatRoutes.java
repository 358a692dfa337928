package dev.patchbay.server.api;

import dev.patchbay.Router;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Route;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.WireRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where clients ask for answers. Thread-safe. */
final class ChatRoutes {
  /** Where Anthropic's SDKs are pointed to; each with the rest of its paths behind it. */
  static final List<String> CLAUDE = List.of("", "/anthropic", "/api/anthropic");

  /** Gemini's paths; the second is that of SDKs whose version is set to the stable one. */
  static final List<String> GEMINI = List.of("/v1beta", "/v1");

  private final Router router;
  private final Pulse pulse;

  ChatRoutes(Router router, Pulse pulse) {
    this.router = router;
    this.pulse = pulse;
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(post("/v1/chat/completions", Protocol.OPENAI_CHAT));
    routes.add(post("/chat/completions", Protocol.OPENAI_CHAT));
    for (String base : List.of("/v1", "")) {
      routes.add(post(base + "/responses", Protocol.OPENAI_RESPONSES));
      routes.add(
          Route.of("POST", base + "/responses/compact", Protocol.OPENAI_RESPONSES, this::compact));
    }
    for (String base : CLAUDE) {
      String path = base + "/v1/messages";
      routes.add(Route.of("POST", path, Protocol.ANTHROPIC_MESSAGES, this::claude));
    }
    for (String base : GEMINI) {
      String model = base + "/models/{model*}";
      routes.add(
          Route.of(
              "POST", model + ":generateContent", Protocol.GEMINI, call -> gemini(call, false)));
      routes.add(
          Route.of(
              "POST",
              model + ":streamGenerateContent",
              Protocol.GEMINI,
              call -> gemini(call, true)));
    }
    return routes;
  }

  private Route post(String path, Protocol protocol) {
    return Route.of(
        "POST",
        path,
        protocol,
        call -> answer(call, Requests.of(call, protocol), Framing.of(protocol)));
  }

  /** A conversation in short: nothing is added to one, whichever the call names. */
  private Answer compact(Call call) throws IOException {
    WireRequest request =
        Requests.of(call, Protocol.OPENAI_RESPONSES).toBuilder().compaction(true).build();
    return new LiveAnswer(
        router.exchange(request), Framing.of(Protocol.OPENAI_RESPONSES), Map.of(), pulse);
  }

  private Answer claude(Call call) throws IOException {
    WireRequest request = Requests.of(call, Protocol.ANTHROPIC_MESSAGES);
    Threads.refuse(call, request.body());
    return answer(call, request, Framing.of(Protocol.ANTHROPIC_MESSAGES));
  }

  private Answer gemini(Call call, boolean stream) throws IOException {
    boolean array = stream && !"sse".equals(call.query("alt"));
    WireRequest request = Requests.of(call, Protocol.GEMINI, call.param("model"), stream);
    return answer(call, request, array ? Framing.ARRAY : Framing.of(Protocol.GEMINI));
  }

  private Answer answer(Call call, WireRequest request, Framing framing) {
    Map<String, String> always = new LinkedHashMap<>();
    String conversation = request.options().conversation();
    if (conversation == null) {
      conversation = router.defaultConversation().orElse(null);
    }
    if (conversation != null) {
      always.put(ControlHeaders.CONVERSATION, conversation.replaceAll("[^ -~]", "?"));
    }
    return new LiveAnswer(router.exchange(request), framing, always, pulse);
  }
}
