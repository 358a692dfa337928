package dev.patchbay.server.api;

import dev.patchbay.Conversations;
import dev.patchbay.Router;
import dev.patchbay.conversation.ConversationJson;
import dev.patchbay.conversation.ConversationPage;
import dev.patchbay.conversation.ConversationSummary;
import dev.patchbay.json.Json;
import dev.patchbay.server.http.Access;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Fault;
import dev.patchbay.server.http.Route;
import java.util.List;
import java.util.function.Function;

/** What the caller's tenant has said; other tenants' conversations do not exist. Thread-safe. */
final class ConversationRoutes {
  private static final int MOST = 1000;
  private static final int USUAL = 100;

  private final Router router;

  ConversationRoutes(Router router) {
    this.router = router;
  }

  List<Route> routes() {
    String one = "/v1/conversations/{id*}";
    return List.of(
        Route.of("GET", "/v1/conversation", Access.KEY, call -> get(call, named(call))),
        Route.of("DELETE", "/v1/conversation", Access.KEY, call -> delete(call, named(call))),
        Route.of("GET", "/v1/conversations", Access.KEY, this::list),
        Route.of("GET", one, Access.KEY, call -> get(call, call.param("id"))),
        Route.of("DELETE", one, Access.KEY, call -> delete(call, call.param("id"))));
  }

  private Conversations own(Call call) {
    return router.conversations(call.caller().tenant());
  }

  private String named(Call call) {
    String id = ControlHeaders.conversation(call);
    return id != null
        ? id
        : router
            .defaultConversation()
            .orElseThrow(
                () ->
                    Fault.invalid(
                        ControlHeaders.CONVERSATION,
                        "Say which: send X-Conversation-Id, or set conversation.default"));
  }

  private Answer get(Call call, String id) {
    return own(call)
        .get(id)
        .map(log -> (Answer) Answer.json(ConversationJson.write(log)))
        .orElseThrow(ConversationRoutes::unknown);
  }

  private Answer delete(Call call, String id) {
    if (!own(call).delete(id)) {
      throw unknown();
    }
    return Answer.json(
        Json.write(
            out -> out.beginObject().name("id").value(id).name("deleted").value(true).endObject()));
  }

  private static Fault unknown() {
    return Fault.missing("There is no such conversation");
  }

  private Answer list(Call call) {
    int limit = Queries.number(call, "limit", USUAL, MOST);
    ConversationPage page =
        Queries.valid("after", () -> own(call).list(limit, call.query("after")));
    return Answer.json(Json.write(PAGE.apply(page)));
  }

  private static final Function<ConversationPage, Json.Printer> PAGE =
      page ->
          out -> {
            out.setSerializeNulls(true);
            out.beginObject().name("data").beginArray();
            for (ConversationSummary one : page.conversations()) {
              out.beginObject();
              out.name("id").value(one.id());
              out.name("version").value(one.version());
              out.name("entries").value(one.entries());
              out.name("created_at").value(one.createdAt().toString());
              out.name("changed_at").value(one.changedAt().toString());
              out.endObject();
            }
            out.endArray().name("next").value(page.next()).endObject();
          };
}
