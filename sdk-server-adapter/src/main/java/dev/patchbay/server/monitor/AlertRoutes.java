package dev.patchbay.server.monitor;

import dev.patchbay.alert.Alert;
import dev.patchbay.alert.AlertPage;
import dev.patchbay.alert.AlertState;
import dev.patchbay.server.alerts.AlertJson;
import dev.patchbay.server.alerts.Alerts;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Fault;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What needs somebody, over HTTP. Thread-safe. */
final class AlertRoutes {
  private static final int USUAL = 50;
  private static final int MOST = 1000;

  private final Alerts alerts;

  AlertRoutes(Alerts alerts) {
    this.alerts = alerts;
  }

  /** A page, the newest first. */
  Answer list(Call call) {
    Ask.only(call, Set.of("state", "cursor", "limit"));
    AlertPage page = page(call);
    return Answer.json(
        Say.document(
            json -> {
              json.beginObject().name("data").beginArray();
              for (Alert alert : page.alerts()) {
                json.beginObject();
                AlertJson.fields(json, alert);
                json.endObject();
              }
              json.endArray();
              Say.text(json, "next", page.next());
              json.endObject();
            }));
  }

  private AlertPage page(Call call) {
    AlertState state = state(call.query("state"));
    int limit = Ask.limit(call, USUAL, MOST);
    try {
      return alerts.list(state, call.query("cursor"), limit);
    } catch (IllegalArgumentException e) {
      // All else has been checked.
      throw Fault.invalid("cursor", "cursor must be the 'next' of the page before");
    }
  }

  private static @Nullable AlertState state(@Nullable String word) {
    if (word == null) {
      return null;
    }
    for (AlertState state : AlertState.values()) {
      if (Ask.word(state).equals(word)) {
        return state;
      }
    }
    throw Fault.invalid("state", "state must be one of open, acknowledged, resolved");
  }

  /** Somebody knows of one. */
  Answer acknowledge(Call call) {
    Alert alert =
        alerts
            .acknowledge(call.param("id"))
            .orElseThrow(() -> Fault.missing("There is no such alert, or it is too long ago"));
    return Answer.json(
        Say.document(
            json -> {
              json.beginObject();
              AlertJson.fields(json, alert);
              json.endObject();
            }));
  }

  /** Somebody knows of all that are open. */
  Answer acknowledgeAll(Call call) {
    int count = alerts.acknowledgeAll();
    return Answer.json(
        Say.document(
            json -> {
              json.beginObject();
              Say.number(json, "acknowledged", count);
              json.endObject();
            }));
  }
}
