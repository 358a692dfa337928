package dev.patchbay.log;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.Usage;
import dev.patchbay.failure.Failure;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.trace.AttemptRecord;
import dev.patchbay.trace.DropRecord;
import dev.patchbay.trace.RouteTrace;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of a request: a JSON document that carries its version. What is absent is left
 * out; times are ISO 8601, amounts of money decimal text. Stateless.
 */
public final class RecordJson {
  /** The version that is written. */
  public static final int VERSION = 1;

  private RecordJson() {}

  /** A request as a document. */
  public static String write(RequestRecord request) {
    return Json.write(json -> write(json, request));
  }

  /**
   * A stored request.
   *
   * @throws BadJsonException if it is none, or one of a later version
   */
  public static RequestRecord read(String document) {
    return RecordReader.read(document);
  }

  private static void write(JsonWriter json, RequestRecord request) throws IOException {
    json.beginObject();
    json.name("v").value(VERSION);
    text(json, "id", request.id());
    text(json, "at", request.at());
    origin(json, request.origin());
    json.name("streamed").value(request.streamed());
    text(json, "failure", request.failure());
    text(json, "message", request.message());
    text(json, "duration", request.timing().duration());
    text(json, "first_token", request.timing().timeToFirstToken());
    text(json, "overhead", request.timing().overhead());
    if (request.usage() != null) {
      usage(json, request.usage());
    }
    trace(json, request.trace());
    json.endObject();
  }

  private static void origin(JsonWriter json, RequestOrigin origin) throws IOException {
    text(json, "client", origin.client());
    text(json, "tenant", origin.tenant());
    text(json, "caller", origin.caller());
    text(json, "key", origin.key());
    text(json, "conversation", origin.conversation());
    texts(json, "tags", origin.tags());
  }

  private static void usage(JsonWriter json, Usage usage) throws IOException {
    json.name("usage").beginObject();
    number(json, "input", usage.inputTotal());
    number(json, "cache_read", usage.cacheRead());
    number(json, "cache_write_5m", usage.cacheWrite5m());
    number(json, "cache_write_1h", usage.cacheWrite1h());
    number(json, "cache_write_other", usage.cacheWriteOther());
    number(json, "output", usage.outputTotal());
    number(json, "reasoning", usage.reasoning());
    number(json, "audio_input", usage.audioInput());
    number(json, "audio_output", usage.audioOutput());
    number(json, "web_searches", usage.webSearches());
    money(json, "reported_cost_usd", usage.reportedCostUsd());
    json.endObject();
  }

  private static void trace(JsonWriter json, RouteTrace trace) throws IOException {
    json.name("trace").beginObject();
    text(json, "asked_model", trace.askedModel());
    json.name("attempts").beginArray();
    for (AttemptRecord attempt : trace.attempts()) {
      attempt(json, attempt);
    }
    json.endArray();
    json.name("dropped").beginArray();
    for (DropRecord drop : trace.dropped()) {
      drop(json, drop);
    }
    json.endArray();
    json.name("substituted").value(trace.substituted());
    texts(json, "notes", trace.notes());
    texts(json, "losses", trace.losses());
    json.endObject();
  }

  private static void attempt(JsonWriter json, AttemptRecord attempt) throws IOException {
    json.beginObject();
    number(json, "number", attempt.number());
    text(json, "provider", attempt.provider());
    text(json, "account", attempt.account());
    text(json, "model", attempt.model());
    text(json, "protocol", attempt.protocol());
    text(json, "started_at", attempt.startedAt());
    text(json, "duration", attempt.duration());
    text(json, "first_token", attempt.timeToFirstToken());
    if (attempt.failure() != null) {
      failure(json, attempt.failure());
    }
    money(json, "cost_usd", attempt.costUsd());
    json.endObject();
  }

  private static void failure(JsonWriter json, Failure failure) throws IOException {
    json.name("failure").beginObject();
    text(json, "kind", failure.kind());
    text(json, "phase", failure.phase());
    number(json, "status", failure.status());
    text(json, "type", failure.type());
    text(json, "code", failure.code());
    text(json, "message", failure.message());
    text(json, "retry_after", failure.retryAfter());
    text(json, "scope", failure.scope());
    text(json, "provider", failure.provider());
    text(json, "account", failure.account());
    text(json, "model", failure.model());
    text(json, "request_id", failure.requestId());
    text(json, "detail", failure.detail());
    text(json, "body", failure.body());
    json.endObject();
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

  /** The value's own words: ISO 8601 for times, the name of a constant. */
  private static void text(JsonWriter json, String name, @Nullable Object value)
      throws IOException {
    if (value != null) {
      json.name(name).value(value instanceof Enum<?> word ? word.name() : value.toString());
    }
  }

  private static void texts(JsonWriter json, String name, List<String> values) throws IOException {
    if (!values.isEmpty()) {
      json.name(name).beginArray();
      for (String value : values) {
        json.value(value);
      }
      json.endArray();
    }
  }

  private static void number(JsonWriter json, String name, @Nullable Number value)
      throws IOException {
    if (value != null) {
      json.name(name).value(value);
    }
  }

  private static void money(JsonWriter json, String name, @Nullable BigDecimal value)
      throws IOException {
    if (value != null) {
      json.name(name).value(value.toPlainString());
    }
  }
}
