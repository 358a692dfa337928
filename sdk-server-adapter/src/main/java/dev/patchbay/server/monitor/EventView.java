package dev.patchbay.server.monitor;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.event.RouteEvent;
import dev.patchbay.failure.Failure;
import dev.patchbay.log.RequestRecord;
import dev.patchbay.log.RequestTail;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.secret.Redactor;
import dev.patchbay.server.alerts.AlertJson;
import dev.patchbay.server.alerts.News;
import dev.patchbay.trace.AttemptRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happens, as those who watch are told. Of failures the kind: what providers said stands in
 * the log, where the client's own credentials are masked. Stateless.
 */
final class EventView {
  private EventView() {}

  /** Requests that have ended; only the last of them says where to go on. */
  static List<Frame> of(RequestTail tail) {
    List<Frame> frames = new ArrayList<>();
    List<RequestRecord> all = tail.requests();
    for (int i = 0; i < all.size(); i++) {
      RequestRecord request = all.get(i);
      String id = i == all.size() - 1 ? tail.cursor() : null;
      frames.add(Frame.of("request", request.id(), id, json -> RequestView.fields(json, request)));
    }
    return frames;
  }

  /** A step; empty for an end, which comes with the log. */
  static Optional<Frame> of(RouteEvent event) {
    if (event instanceof RouteEvent.Planned one) {
      return frame("planned", one.at(), one.requestId(), json -> planned(json, one));
    } else if (event instanceof RouteEvent.AttemptStarted one) {
      return frame("attempt_started", one.at(), one.requestId(), json -> started(json, one));
    } else if (event instanceof RouteEvent.AttemptEnded one) {
      return frame("attempt_ended", one.at(), one.requestId(), json -> ended(json, one.attempt()));
    } else if (event instanceof RouteEvent.FailedOver one) {
      return frame("failed_over", one.at(), one.requestId(), json -> failedOver(json, one));
    } else if (event instanceof RouteEvent.Committed one) {
      return frame(
          "committed", one.at(), one.requestId(), json -> target(json, one.account(), one.model()));
    } else if (event instanceof RouteEvent.Cooling one) {
      return frame("cooling", one.at(), null, json -> cooling(json, one));
    } else if (event instanceof RouteEvent.CircuitChanged one) {
      return frame("circuit", one.at(), null, json -> circuit(json, one));
    } else if (event instanceof RouteEvent.LedgerChanged one) {
      return frame("ledger", one.at(), null, json -> ledger(json, one));
    }
    return Optional.empty();
  }

  /** What happened to an alert. */
  static Frame of(News news) {
    return Frame.of(
        "alert",
        json -> {
          Say.text(json, "event", news.event());
          AlertJson.fields(json, news.alert());
        });
  }

  private static Optional<Frame> frame(
      String name, Instant at, @Nullable String request, Frame.Fields fields) {
    return Optional.of(
        Frame.of(
            name,
            json -> {
              Say.text(json, "at", at);
              if (request != null) {
                Say.text(json, "request_id", request);
              }
              fields.write(json);
            }));
  }

  private static void planned(JsonWriter json, RouteEvent.Planned one) throws IOException {
    Say.text(json, "asked_model", shown(one.model()));
    Say.texts(json, "candidates", one.candidates().stream().map(Redactor::redact).toList());
  }

  private static void started(JsonWriter json, RouteEvent.AttemptStarted one) throws IOException {
    Say.number(json, "number", one.number());
    target(json, one.account(), one.model());
  }

  private static void ended(JsonWriter json, AttemptRecord attempt) throws IOException {
    Say.number(json, "number", attempt.number());
    target(json, attempt.account(), attempt.model());
    outcome(json, attempt.failure());
    Say.millis(json, "duration_ms", attempt.duration());
    Say.millis(json, "first_token_ms", attempt.timeToFirstToken());
    Say.money(json, "cost_usd", attempt.costUsd());
  }

  private static void failedOver(JsonWriter json, RouteEvent.FailedOver one) throws IOException {
    outcome(json, one.failure());
    Say.text(json, "next_account", one.nextAccount());
  }

  private static void cooling(JsonWriter json, RouteEvent.Cooling one) throws IOException {
    target(json, one.account(), one.model());
    Say.number(json, "seconds", one.duration().toSeconds());
    int colon = one.reason().indexOf(':');
    Say.text(json, "reason", colon < 0 ? one.reason() : one.reason().substring(0, colon));
  }

  private static void circuit(JsonWriter json, RouteEvent.CircuitChanged one) throws IOException {
    target(json, one.account(), one.model());
    json.name("open").value(one.open());
  }

  private static void ledger(JsonWriter json, RouteEvent.LedgerChanged one) throws IOException {
    json.name("degraded").value(one.degraded());
    Say.text(json, "reason", one.reason());
  }

  private static void target(JsonWriter json, String account, @Nullable String model)
      throws IOException {
    Say.text(json, "account", account);
    Say.text(json, "model", model == null ? null : shown(model));
  }

  /** A client may have typed anything there. */
  private static String shown(String model) {
    return RouteQuery.shown(Redactor.redact(model));
  }

  private static void outcome(JsonWriter json, @Nullable Failure failure) throws IOException {
    Say.text(json, "outcome", failure == null ? "served" : failure.kind());
  }
}
