package dev.patchbay.wire.gemini;

import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one error body, which may stand in an array. Of its details those are kept that say why and
 * for how long; every field is taken as whatever it is, and nothing is thrown. One thread.
 */
final class ErrorReader {
  private static final int EXCERPT = 200;

  private final int status;
  private final Map<String, String> headers;
  private final Map<String, String> details = new LinkedHashMap<>();

  /**
   * @param status 0 for an error in a stream: the body's code counts then
   */
  ErrorReader(int status, Map<String, String> headers) {
    this.status = status;
    this.headers = headers;
  }

  ErrorSignal read(byte[] body) {
    try {
      Block error = error(Json.read(body, Json::raw));
      if (error != null) {
        return signal(error);
      }
    } catch (BadJsonException e) {
      return unread(body);
    }
    return unread(body);
  }

  /** The error of a body, or of the first element of an array; null if there is none. */
  static @Nullable Block error(RawJson raw) {
    if (raw.text().startsWith("[")) {
      List<RawJson> items = items(raw);
      return items.isEmpty() || !items.get(0).isObject() ? null : error(items.get(0));
    }
    if (!raw.isObject()) {
      return null;
    }
    RawJson error = Words.block(raw, "$").peek("error");
    if (error == null) {
      return null;
    }
    return error.isObject()
        ? Words.block(error, "$.error")
        : Words.block(
            RawJson.of("{\"message\":" + RawJson.string(Block.text(error)).text() + "}"), "$");
  }

  private static List<RawJson> items(RawJson array) {
    return Words.block(RawJson.of("{\"list\":" + array.text() + "}"), "$").items("list");
  }

  private ErrorSignal signal(Block error) {
    String message = error.text("message");
    String word = error.text("status");
    String code = error.text("code");
    RawJson list = error.peek("details");
    if (list != null && list.text().startsWith("[")) {
      for (RawJson detail : items(list)) {
        if (detail.isObject()) {
          detail(Words.block(detail, "$.error.details"));
        }
      }
    }
    boolean understood = message != null || word != null;
    return new ErrorSignal(
        Words.PROTOCOL,
        status,
        word,
        code,
        message == null ? "" : message,
        details,
        headers,
        understood);
  }

  private void detail(Block detail) {
    keep(detail, "reason");
    keep(detail, "retryDelay");
    RawJson metadata = detail.peek("metadata");
    if (metadata != null && metadata.isObject()) {
      Words.block(metadata, "$").rest().byName().forEach((name, value) -> add(name, value));
    }
    each(detail, "violations", List.of("quotaMetric", "quotaId", "quotaValue"));
    each(detail, "fieldViolations", List.of("field"));
  }

  private void each(Block detail, String name, List<String> fields) {
    RawJson list = detail.peek(name);
    if (list == null || !list.text().startsWith("[")) {
      return;
    }
    for (RawJson item : items(list)) {
      if (item.isObject()) {
        Block violation = Words.block(item, "$");
        fields.forEach(field -> keep(violation, field));
      }
    }
  }

  private void keep(Block holder, String name) {
    RawJson value = holder.peek(name);
    if (value != null) {
      add(name, value);
    }
  }

  /** Of several quotas that are used up all count. */
  private void add(String name, RawJson value) {
    String text = Block.text(value);
    String clipped = text.length() <= EXCERPT ? text : text.substring(0, EXCERPT);
    details.merge(name, clipped, (one, other) -> one.equals(other) ? one : one + ", " + other);
  }

  private ErrorSignal unread(byte[] body) {
    int length = Math.min(body.length, EXCERPT * 4);
    String text = new String(body, 0, length, StandardCharsets.UTF_8);
    String plain = text.replaceAll("<[^<>]{0,200}>", " ").replaceAll("\\s+", " ").strip();
    String excerpt = plain.length() <= EXCERPT ? plain : plain.substring(0, EXCERPT) + "…";
    return new ErrorSignal(Words.PROTOCOL, status, null, null, excerpt, Map.of(), headers, false);
  }
}
