package dev.patchbay.server.monitor;

import static dev.patchbay.server.monitor.Say.millis;
import static dev.patchbay.server.monitor.Say.money;
import static dev.patchbay.server.monitor.Say.number;
import static dev.patchbay.server.monitor.Say.text;
import static dev.patchbay.server.monitor.Say.texts;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.Usage;
import dev.patchbay.failure.Failure;
import dev.patchbay.log.RequestPayload;
import dev.patchbay.log.RequestRecord;
import dev.patchbay.trace.AttemptRecord;
import dev.patchbay.trace.DropRecord;
import dev.patchbay.trace.RouteTrace;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Requests of the log as management tells them. Stateless. */
final class RequestView {
  private RequestView() {}

  /** A row of a list. */
  static void row(JsonWriter json, RequestRecord request) throws IOException {
    json.beginObject();
    fields(json, request);
    json.endObject();
  }

  /**
   * All that is known of one.
   *
   * @param fault why what was said can't be read; null if it can
   */
  static void whole(
      JsonWriter json,
      RequestRecord request,
      @Nullable RequestPayload payload,
      @Nullable String fault)
      throws IOException {
    json.beginObject();
    fields(json, request);
    trace(json, request.trace());
    json.name("payload");
    if (payload == null) {
      json.nullValue();
    } else {
      json.beginObject();
      body(json, "request", payload.request());
      body(json, "response", payload.response());
      json.endObject();
    }
    text(json, "payload_fault", fault);
    json.endObject();
  }

  /** What is known of every request. */
  static void fields(JsonWriter json, RequestRecord request) throws IOException {
    text(json, "id", request.id());
    text(json, "at", request.at());
    text(json, "protocol", request.origin().client());
    text(json, "tenant", request.origin().tenant());
    text(json, "caller", request.origin().caller());
    text(json, "key", request.origin().key());
    text(json, "conversation", request.origin().conversation());
    texts(json, "tags", request.origin().tags());
    json.name("stream").value(request.streamed());
    text(json, "outcome", request.served() ? "served" : request.failure());
    text(json, "message", request.message());
    text(json, "asked_model", request.askedModel());
    text(json, "provider", request.provider());
    text(json, "account", request.account());
    text(json, "model", request.model());
    number(json, "attempt_count", request.trace().attempts().size());
    json.name("failed_over").value(request.failedOver());
    json.name("substituted").value(request.trace().substituted());
    millis(json, "duration_ms", request.timing().duration());
    millis(json, "first_token_ms", request.timing().timeToFirstToken());
    millis(json, "overhead_ms", request.timing().overhead());
    usage(json, request.usage());
    money(json, "cost_usd", request.trace().totalCostUsd());
  }

  private static void usage(JsonWriter json, @Nullable Usage usage) throws IOException {
    json.name("tokens");
    if (usage == null) {
      json.nullValue();
      return;
    }
    json.beginObject();
    number(json, "input", usage.inputTotal());
    number(json, "cache_read", usage.cacheRead());
    number(json, "cache_write", usage.cacheWrites());
    number(json, "output", usage.outputTotal());
    number(json, "reasoning", usage.reasoning());
    json.endObject();
  }

  private static void trace(JsonWriter json, RouteTrace trace) throws IOException {
    json.name("attempts").beginArray();
    for (AttemptRecord attempt : trace.attempts()) {
      json.beginObject();
      attempt(json, attempt);
      json.endObject();
    }
    json.endArray();
    json.name("dropped").beginArray();
    for (DropRecord drop : trace.dropped()) {
      drop(json, drop);
    }
    json.endArray();
    texts(json, "notes", trace.notes());
    texts(json, "losses", trace.losses());
  }

  private static void attempt(JsonWriter json, AttemptRecord attempt) throws IOException {
    number(json, "number", attempt.number());
    text(json, "provider", attempt.provider());
    text(json, "account", attempt.account());
    text(json, "model", attempt.model());
    text(json, "protocol", attempt.protocol());
    text(json, "started_at", attempt.startedAt());
    millis(json, "duration_ms", attempt.duration());
    millis(json, "first_token_ms", attempt.timeToFirstToken());
    money(json, "cost_usd", attempt.costUsd());
    json.name("failure");
    failure(json, attempt.failure());
  }

  private static void failure(JsonWriter json, @Nullable Failure failure) throws IOException {
    if (failure == null) {
      json.nullValue();
      return;
    }
    json.beginObject();
    text(json, "kind", failure.kind());
    text(json, "phase", failure.phase());
    number(json, "status", failure.status());
    text(json, "code", failure.code());
    text(json, "message", failure.message());
    number(json, "retry_after_seconds", seconds(failure));
    text(json, "scope", failure.scope());
    text(json, "request_id", failure.requestId());
    text(json, "detail", failure.detail());
    json.endObject();
  }

  private static @Nullable Long seconds(Failure failure) {
    return failure.retryAfter() == null ? null : (Long) failure.retryAfter().toSeconds();
  }

  private static void drop(JsonWriter json, DropRecord drop) throws IOException {
    json.beginObject();
    text(json, "provider", drop.provider());
    text(json, "account", drop.account());
    text(json, "model", drop.model());
    text(json, "reason", drop.reason());
    text(json, "detail", drop.detail());
    text(json, "until", drop.until());
    json.endObject();
  }

  private static void body(JsonWriter json, String name, RequestPayload.@Nullable Body body)
      throws IOException {
    json.name(name);
    if (body == null) {
      json.nullValue();
      return;
    }
    json.beginObject();
    text(json, "text", body.text());
    json.name("truncated").value(body.truncated());
    json.endObject();
  }
}
