package dev.patchbay.server.api;

import dev.patchbay.server.http.Access;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Fault;
import dev.patchbay.server.http.Handler;
import dev.patchbay.server.http.PathPattern;
import dev.patchbay.server.http.Route;
import dev.patchbay.server.http.Speech;
import dev.patchbay.wire.Protocol;
import java.util.ArrayList;
import java.util.List;

/** Which models there are, in the words of three vendors. Thread-safe. */
final class ModelRoutes {
  /** OpenAI's clients and Claude's ask at the same place; only Claude's send this. */
  private static final String CLAUDE_HEADER = "anthropic-version";

  private static final Speech EITHER =
      call ->
          call.header(CLAUDE_HEADER) == null ? Protocol.OPENAI_CHAT : Protocol.ANTHROPIC_MESSAGES;

  private final Offer offer;

  ModelRoutes(Offer offer) {
    this.offer = offer;
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(get("/v1/models", EITHER, call -> list(call, shape(call))));
    routes.add(get("/v1/models/claude", claude(), this::claudes));
    routes.add(get("/v1/models/{id*}", EITHER, call -> one(call, shape(call))));
    for (String base : ChatRoutes.CLAUDE) {
      if (!base.isEmpty()) {
        routes.add(get(base + "/v1/models", claude(), call -> list(call, ModelShape.CLAUDE)));
        routes.add(get(base + "/v1/models/{id*}", claude(), call -> one(call, ModelShape.CLAUDE)));
      }
    }
    Speech gemini = Speech.of(Protocol.GEMINI);
    routes.add(get("/v1beta/models", gemini, call -> list(call, ModelShape.GEMINI)));
    routes.add(get("/v1beta/models/{id*}", gemini, call -> one(call, ModelShape.GEMINI)));
    return routes;
  }

  private static Route get(String path, Speech speech, Handler handler) {
    return new Route("GET", PathPattern.of(path), Access.KEY, speech, handler);
  }

  private static Speech claude() {
    return Speech.of(Protocol.ANTHROPIC_MESSAGES);
  }

  private static ModelShape shape(Call call) {
    return call.header(CLAUDE_HEADER) == null ? ModelShape.OPENAI : ModelShape.CLAUDE;
  }

  private Answer list(Call call, ModelShape shape) {
    return Answer.json(shape.list(call, offer.all(call)));
  }

  private Answer claudes(Call call) {
    return Answer.json(ModelShape.CLAUDE.list(call, offer.claude(call)));
  }

  private Answer one(Call call, ModelShape shape) {
    String id = call.param("id");
    return offer
        .one(call, id)
        .map(model -> (Answer) Answer.json(shape.document(model)))
        .orElseThrow(() -> Fault.missing("There is no model '" + id + "' for you to ask"));
  }
}
