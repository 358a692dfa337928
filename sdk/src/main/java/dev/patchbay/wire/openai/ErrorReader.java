package dev.patchbay.wire.openai;

import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one error body. Servers that call themselves compatible agree on little here, so every
 * field is taken as whatever it is; nothing is thrown. One thread.
 */
final class ErrorReader {
  private static final int EXCERPT = 200;
  private static final List<String> DETAILS = List.of("param", "status", "failed_generation");
  private static final List<String> METADATA =
      List.of("error_type", "provider_code", "provider_name", "raw");

  private final int status;
  private final Map<String, String> headers;
  private final Map<String, String> details = new HashMap<>();
  private @Nullable String type;
  private @Nullable String code;
  private String message = "";

  /**
   * @param status 200 or 0 for an error in an answer: the body may name a better one
   */
  ErrorReader(int status, Map<String, String> headers) {
    this.status = status;
    this.headers = headers;
  }

  ErrorSignal read(byte[] body) {
    boolean understood;
    try {
      understood = document(Json.read(body, Json::raw));
    } catch (BadJsonException e) {
      understood = false;
    }
    if (!understood || message.isEmpty()) {
      message = message.isEmpty() ? excerpt(body) : message;
    }
    return new ErrorSignal(
        Words.PROTOCOL, statusTold(), type, code, message, details, headers, understood);
  }

  private static String excerpt(byte[] body) {
    int length = Math.min(body.length, EXCERPT * 4);
    String text = new String(body, 0, length, StandardCharsets.UTF_8);
    String plain = text.replaceAll("<[^<>]{0,200}>", " ").replaceAll("\\s+", " ").strip();
    return plain.length() <= EXCERPT ? plain : plain.substring(0, EXCERPT) + "…";
  }

  /** True if the document is an error of the protocol. */
  private boolean document(RawJson raw) {
    if (raw.text().startsWith("[")) {
      Block list = Words.block(RawJson.of("{\"list\":" + raw.text() + "}"), "$");
      List<RawJson> items = list.items("list");
      return !items.isEmpty() && document(items.get(0));
    }
    if (!raw.isObject()) {
      return false;
    }
    Block body = Words.block(raw, "$");
    RawJson error = error(body);
    if (error == null) {
      return flat(body);
    }
    if (error.isObject()) {
      told(Words.block(error, "$.error"));
    } else {
      message = Block.text(error);
    }
    keep(body, List.of("error_type"));
    return true;
  }

  /** The error of a body, of its first failed choice, or of Groq's own object. */
  private static @Nullable RawJson error(Block body) {
    RawJson error = body.peek("error");
    if (error != null) {
      return error;
    }
    RawJson groq = body.peek("x_groq");
    if (groq != null && groq.isObject() && Words.block(groq, "$.x_groq").has("error")) {
      return Words.block(groq, "$.x_groq").peek("error");
    }
    RawJson choices = body.peek("choices");
    if (choices != null && choices.text().startsWith("[")) {
      for (RawJson choice : body.items("choices")) {
        RawJson own = choice.isObject() ? failure(Words.block(choice, "$.choices")) : null;
        if (own != null) {
          return own;
        }
      }
    }
    return null;
  }

  private static @Nullable RawJson failure(Block choice) {
    RawJson error = choice.peek("error");
    RawJson finish = choice.peek("finish_reason");
    return error == null && finish != null ? word(Block.text(finish)) : error;
  }

  /** A finish word may be all that is said. */
  private static @Nullable RawJson word(String finish) {
    if (finish.equals("insufficient_system_resource")) {
      return RawJson.of(
          "{\"message\":\"The server ran out of resources\",\"type\":\"overloaded\",\"code\":503}");
    }
    return finish.equals("error")
        ? RawJson.of("{\"message\":\"The answer failed\",\"type\":\"server_error\",\"code\":500}")
        : null;
  }

  private void told(Block error) {
    message = said(error);
    type = error.text("type");
    code = error.text("code");
    keep(error, DETAILS);
    inner(error, "innererror", List.of("code"), "innererror_");
    inner(error, "metadata", METADATA, "");
  }

  private void inner(Block error, String name, List<String> fields, String prefix) {
    RawJson raw = error.peek(name);
    if (raw == null || !raw.isObject()) {
      return;
    }
    Block inner = Words.block(raw, "$.error." + name);
    for (String field : fields) {
      String value = inner.text(field);
      if (value != null) {
        details.put(prefix + field, clipped(value));
      }
    }
  }

  private void keep(Block holder, List<String> fields) {
    for (String field : fields) {
      String value = holder.text(field);
      if (value != null) {
        details.put(field, clipped(value));
      }
    }
  }

  private static String clipped(String value) {
    return value.length() <= EXCERPT ? value : value.substring(0, EXCERPT);
  }

  /** Without an error object: FastAPI's detail, Mistral's and Azure's own forms. */
  private boolean flat(Block body) {
    boolean known = body.has("detail") || body.has("message");
    if (known) {
      message = body.has("detail") ? validation(body.peek("detail")) : said(body);
      type = body.text("type");
      code = body.text("code");
      keep(body, List.of("statusCode", "param"));
    }
    return known;
  }

  private static String said(Block holder) {
    RawJson raw = holder.take("message");
    if (raw != null && raw.isObject()) {
      return validation(Words.block(raw, "$.message").take("detail"));
    }
    return raw == null ? "" : Block.text(raw);
  }

  /** A text, or the faults a validator lists. */
  private static String validation(@Nullable RawJson detail) {
    if (detail == null || !detail.text().startsWith("[")) {
      return detail == null ? "" : Block.text(detail);
    }
    StringBuilder text = new StringBuilder();
    Block list = Words.block(RawJson.of("{\"list\":" + detail.text() + "}"), "$");
    for (RawJson item : list.items("list")) {
      text.append(text.isEmpty() ? "" : "; ").append(fault(item));
    }
    return clipped(text.toString());
  }

  private static String fault(RawJson item) {
    if (!item.isObject()) {
      return Block.text(item);
    }
    Block fault = Words.block(item, "$.detail");
    String where = fault.text("loc");
    String what = fault.text("msg");
    return (where == null ? "" : where + ": ") + (what == null ? item.text() : what);
  }

  /** In an answer of 200 the status the error names, by its code or status; else 0. */
  private int statusTold() {
    if (status != 0 && status != 200) {
      return status;
    }
    int named = status(code);
    return named == 0 ? status(details.get("status")) : named;
  }

  private static int status(@Nullable String word) {
    return word != null && word.matches("[1-5]\\d\\d") ? Integer.parseInt(word) : 0;
  }
}
