package dev.patchbay.log;

import dev.patchbay.chat.Usage;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.failure.LimitScope;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.JsonTree;
import dev.patchbay.json.RawJson;
import dev.patchbay.trace.AttemptRecord;
import dev.patchbay.trace.DropRecord;
import dev.patchbay.trace.RouteTrace;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what {@link RecordJson} has written. Immutable; one for each object of the document. */
final class RecordReader {
  private final Map<?, ?> fields;

  private RecordReader(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new BadJsonException("$", "Expected an object of a logged request");
    }
    this.fields = map;
  }

  static RequestRecord read(String document) {
    Object value = JsonTree.of(RawJson.of(document)).value();
    try {
      RecordReader root = new RecordReader(value);
      root.checkVersion();
      return root.request();
    } catch (BadJsonException e) {
      throw e;
    } catch (RuntimeException e) {
      BadJsonException bad = new BadJsonException("$", "The logged request is malformed");
      bad.initCause(e);
      throw bad;
    }
  }

  private void checkVersion() {
    int version = whole("v");
    if (version != RecordJson.VERSION) {
      throw new BadJsonException(
          "$.v",
          "The request has version "
              + version
              + ", this release reads versions up to "
              + RecordJson.VERSION
              + ": update it");
    }
  }

  private RequestRecord request() {
    RecordReader usage = child("usage");
    return new RequestRecord(
        need("id", id -> id),
        need("at", Instant::parse),
        new RequestOrigin(
            need("client", client -> client),
            need("tenant", tenant -> tenant),
            text("caller"),
            text("key"),
            text("conversation"),
            texts("tags")),
        flag("streamed"),
        value("failure", FailureKind::valueOf),
        text("message"),
        new RequestTiming(
            need("duration", Duration::parse),
            value("first_token", Duration::parse),
            need("overhead", Duration::parse)),
        usage == null ? null : usage.usage(),
        new RecordReader(fields.get("trace")).trace(need("id", id -> id)));
  }

  private Usage usage() {
    return new Usage(
        count("input"),
        count("cache_read"),
        count("cache_write_5m"),
        count("cache_write_1h"),
        count("cache_write_other"),
        count("output"),
        count("reasoning"),
        count("audio_input"),
        count("audio_output"),
        count("web_searches"),
        value("reported_cost_usd", BigDecimal::new));
  }

  private RouteTrace trace(String id) {
    return new RouteTrace(
        id,
        need("asked_model", model -> model),
        objects("attempts").map(RecordReader::attempt).toList(),
        objects("dropped").map(RecordReader::drop).toList(),
        flag("substituted"),
        texts("notes"),
        texts("losses"));
  }

  private AttemptRecord attempt() {
    RecordReader failure = child("failure");
    return new AttemptRecord(
        whole("number"),
        need("provider", provider -> provider),
        need("account", account -> account),
        need("model", model -> model),
        need("protocol", protocol -> protocol),
        need("started_at", Instant::parse),
        need("duration", Duration::parse),
        value("first_token", Duration::parse),
        failure == null ? null : failure.failure(),
        value("cost_usd", BigDecimal::new));
  }

  private Failure failure() {
    return new Failure(
        need("kind", FailureKind::valueOf),
        need("phase", FailurePhase::valueOf),
        whole("status"),
        text("type"),
        text("code"),
        need("message", message -> message),
        value("retry_after", Duration::parse),
        need("scope", LimitScope::valueOf),
        text("provider"),
        text("account"),
        text("model"),
        text("request_id"),
        text("detail"),
        text("body"));
  }

  private DropRecord drop() {
    return new DropRecord(
        need("provider", provider -> provider),
        text("account"),
        text("model"),
        need("reason", reason -> reason),
        need("detail", detail -> detail),
        value("until", Instant::parse));
  }

  private @Nullable RecordReader child(String name) {
    Object value = fields.get(name);
    return value == null ? null : new RecordReader(value);
  }

  private java.util.stream.Stream<RecordReader> objects(String name) {
    return list(name).stream().map(RecordReader::new);
  }

  private List<String> texts(String name) {
    return list(name).stream().map(String.class::cast).toList();
  }

  private List<?> list(String name) {
    return fields.get(name) instanceof List<?> list ? list : List.of();
  }

  private @Nullable String text(String name) {
    return (String) fields.get(name);
  }

  private <T> @Nullable T value(String name, Function<String, T> parse) {
    String text = text(name);
    return text == null ? null : parse.apply(text);
  }

  private <T> T need(String name, Function<String, T> parse) {
    T value = value(name, parse);
    if (value == null) {
      throw new BadJsonException("$", "Missing field '" + name + "'");
    }
    return value;
  }

  private boolean flag(String name) {
    return Boolean.TRUE.equals(fields.get(name));
  }

  private @Nullable Long count(String name) {
    return fields.get(name) instanceof BigDecimal number ? (Long) number.longValueExact() : null;
  }

  private int whole(String name) {
    return fields.get(name) instanceof BigDecimal number ? number.intValueExact() : 0;
  }
}
