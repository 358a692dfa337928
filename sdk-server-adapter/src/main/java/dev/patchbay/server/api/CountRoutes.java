package dev.patchbay.server.api;

import dev.patchbay.Router;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Route;
import dev.patchbay.tokens.Counting;
import dev.patchbay.tokens.TokenCount;
import dev.patchbay.trace.RouterException;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.WireRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many tokens a prompt has. Agents ask that some fifty times in a second: it is answered here,
 * unless the client wants the provider's own word, by {@code ?exact=true} or {@code
 * X-Patchbay-Count: exact}. Thread-safe.
 */
final class CountRoutes {
  private final Router router;

  CountRoutes(Router router) {
    this.router = router;
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(post("/v1/responses/input_tokens", Protocol.OPENAI_RESPONSES));
    routes.add(post("/responses/input_tokens", Protocol.OPENAI_RESPONSES));
    for (String base : ChatRoutes.CLAUDE) {
      routes.add(post(base + "/v1/messages/count_tokens", Protocol.ANTHROPIC_MESSAGES));
    }
    for (String base : ChatRoutes.GEMINI) {
      routes.add(
          Route.of(
              "POST",
              base + "/models/{model*}:countTokens",
              Protocol.GEMINI,
              call -> count(call, Protocol.GEMINI, call.param("model"))));
    }
    return routes;
  }

  private Route post(String path, Protocol protocol) {
    return Route.of("POST", path, protocol, call -> count(call, protocol, null));
  }

  private Answer count(Call call, Protocol protocol, @Nullable String model) throws IOException {
    Codec codec = router.codec(protocol);
    Counting counting = ControlHeaders.exactCount(call) ? Counting.EXACT : Counting.ESTIMATE;
    WireRequest request = Requests.of(call, protocol, model, null);
    try {
      TokenCount count = router.countTokens(request, counting);
      byte[] body = codec.counting().orElseThrow().encodeResponse(count.tokens());
      return new Answer.Whole(
          200,
          Map.of(
              "content-type",
              "application/json",
              "x-patchbay-count",
              count.exact() ? "exact" : "estimate"),
          body);
    } catch (RouterException e) {
      return ProtocolFaults.told(codec, e.failure());
    }
  }
}
