package dev.patchbay.server.api;

import dev.patchbay.Router;
import dev.patchbay.chat.CallOptions;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.RawJson;
import dev.patchbay.route.Plan;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.server.http.Access;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Fault;
import dev.patchbay.server.http.Route;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.WireRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who would answer a request, and who not and why; nobody is asked. Thread-safe. */
final class ExplainRoutes {
  /** What Claude's requests have at the top that no other protocol's have there. */
  private static final Set<String> CLAUDE_ONLY =
      Set.of("system", "stop_sequences", "thinking", "anthropic_version", "mcp_servers");

  private final Router router;

  ExplainRoutes(Router router) {
    this.router = router;
  }

  List<Route> routes() {
    return List.of(Route.of("POST", "/v1/route/explain", Access.KEY, this::explain));
  }

  private Answer explain(Call call) throws IOException {
    byte[] bytes = call.bytes();
    Map<String, RawJson> body = fields(bytes);
    Protocol protocol = protocol(call, body);
    Plan plan =
        protocol == null
            ? router.plan(byModel(call, text(body, "model")))
            : router.plan(request(call, protocol, body, bytes));
    Failure failure = plan.failure();
    if (failure != null
        && failure.kind() == FailureKind.INVALID_REQUEST
        && plan.dropped().isEmpty()) {
      int status = failure.status() < 400 ? 400 : failure.status();
      throw Fault.of(status, "invalid_request", failure.message());
    }
    return Answer.json(PlanJson.write(plan));
  }

  private static WireRequest request(
      Call call, Protocol protocol, Map<String, RawJson> body, byte[] bytes) {
    String model = call.query("model");
    if (protocol == Protocol.GEMINI && model == null) {
      model = text(body, "model");
    }
    return Requests.of(call, protocol, model, null, bytes);
  }

  /** A name alone, asked for by this caller. */
  static RouteQuery byModel(Call call, String model) {
    CallOptions options = ControlHeaders.options(call);
    RouteQuery plain = RouteQuery.of(model);
    return new RouteQuery(
        model,
        null,
        0,
        null,
        Set.of(),
        false,
        options.conversation(),
        options.conversation() != null,
        options.tenant() == null ? plain.tenant() : options.tenant(),
        options.caller(),
        options.key(),
        options.tags(),
        options.providerPin(),
        options.accountPin(),
        options.accountPin() != null,
        null,
        ControlHeaders.allowedModels(call));
  }

  /** What the body is a request of; null if it only names a model. */
  private static @Nullable Protocol protocol(Call call, Map<String, RawJson> body) {
    String said = call.query("protocol");
    if (said != null) {
      return Protocol.of(said)
          .orElseThrow(
              () ->
                  Fault.invalid(
                      "protocol",
                      "protocol: expected openai-chat, openai-responses, anthropic-messages or"
                          + " gemini"));
    }
    if (body.containsKey("contents")) {
      return Protocol.GEMINI;
    }
    if (body.containsKey("input") || body.containsKey("previous_response_id")) {
      return Protocol.OPENAI_RESPONSES;
    }
    if (!body.containsKey("messages")) {
      return null;
    }
    boolean claude =
        call.header("anthropic-version") != null
            || body.keySet().stream().anyMatch(CLAUDE_ONLY::contains);
    return claude ? Protocol.ANTHROPIC_MESSAGES : Protocol.OPENAI_CHAT;
  }

  private static Map<String, RawJson> fields(byte[] body) {
    try {
      return Json.read(
          body,
          reader -> {
            Map<String, RawJson> fields = new LinkedHashMap<>();
            reader.beginObject();
            while (reader.hasNext()) {
              fields.put(reader.nextName(), Json.raw(reader));
            }
            reader.endObject();
            return fields;
          });
    } catch (BadJsonException e) {
      throw Fault.of(
          400,
          "invalid_request",
          "Send a request of any of the protocols, or {\"model\": \"...\"}: " + e.getMessage());
    }
  }

  private static String text(Map<String, RawJson> body, String name) {
    RawJson value = body.get(name);
    return value != null && value.isString() ? value.characters() : "";
  }
}
