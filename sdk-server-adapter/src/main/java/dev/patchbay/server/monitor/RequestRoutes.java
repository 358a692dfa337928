package dev.patchbay.server.monitor;

import dev.patchbay.Requests;
import dev.patchbay.failure.StoreException;
import dev.patchbay.log.RequestFilter;
import dev.patchbay.log.RequestPage;
import dev.patchbay.log.RequestPayload;
import dev.patchbay.log.RequestRecord;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Fault;
import org.jspecify.annotations.Nullable;

/** The log of requests, over HTTP. Thread-safe. */
final class RequestRoutes {
  private static final int USUAL = 50;
  private static final int MOST = 1000;

  private final Requests requests;

  RequestRoutes(Requests requests) {
    this.requests = requests;
  }

  /** A page, the newest first. */
  Answer list(Call call) {
    Ask.only(call, Ask.FILTERS, "cursor", "limit");
    RequestPage page = page(call);
    return Answer.json(
        Say.document(
            json -> {
              json.beginObject().name("data").beginArray();
              for (RequestRecord request : page.requests()) {
                RequestView.row(json, request);
              }
              json.endArray();
              Say.text(json, "next", page.next());
              json.endObject();
            }));
  }

  private RequestPage page(Call call) {
    int limit = Ask.limit(call, USUAL, MOST);
    RequestFilter filter = Ask.filter(call).build();
    try {
      return requests.list(filter, call.query("cursor"), limit);
    } catch (IllegalArgumentException e) {
      // All else has been checked.
      throw Fault.invalid("cursor", "cursor must be the 'next' of the page before");
    }
  }

  /** One, with all that is known of it. */
  Answer one(Call call) {
    String id = call.param("id");
    RequestRecord request =
        requests
            .get(id)
            .orElseThrow(() -> Fault.missing("There is no such request, or it is too long ago"));
    Said said = said(id);
    return Answer.json(
        Say.document(json -> RequestView.whole(json, request, said.payload(), said.fault())));
  }

  private record Said(@Nullable RequestPayload payload, @Nullable String fault) {}

  /** All else of a request can be read though this can't. */
  private Said said(String id) {
    try {
      return new Said(requests.payload(id).orElse(null), null);
    } catch (StoreException e) {
      return new Said(null, e.getMessage());
    }
  }
}
