package dev.patchbay.wire.responses;

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
 * Reads one error: of a body, of an answer that failed, or of an event. Servers agree on little
 * here, so every field is taken as whatever it is; nothing is thrown. One thread.
 */
final class ErrorReader {
  private static final int EXCERPT = 200;

  /** Besides OpenAI's own: what its plans say of their limits, and a router of its upstream. */
  private static final List<String> DETAILS =
      List.of("param", "status", "plan_type", "resets_at", "resets_in_seconds", "metadata");

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
    if (message.isEmpty()) {
      message = excerpt(body);
    }
    return new ErrorSignal(
        Words.PROTOCOL, statusTold(), type, code, message, details, headers, understood);
  }

  private static String excerpt(byte[] body) {
    int length = Math.min(body.length, EXCERPT * 4);
    String text = new String(body, 0, length, StandardCharsets.UTF_8);
    return clipped(text.replaceAll("<[^<>]{0,200}>", " ").replaceAll("\\s+", " ").strip());
  }

  /** True if the document is an error of the protocol. */
  private boolean document(RawJson raw) {
    if (!raw.isObject()) {
      return false;
    }
    Block body = Words.block(raw, "$");
    RawJson answer = body.peek("response");
    Block holder = answer != null && answer.isObject() ? Words.block(answer, "$.response") : body;
    RawJson error = holder.peek("error");
    if (error == null) {
      return unwrapped(holder);
    }
    if (error.isObject()) {
      told(Words.block(error, "$.error"));
    } else {
      message = Block.text(error);
    }
    return true;
  }

  private void told(Block error) {
    String said = error.text("message");
    message = said == null ? "" : said;
    type = error.text("type");
    code = error.text("code");
    for (String field : DETAILS) {
      String value = error.text(field);
      if (value != null) {
        details.put(field, clipped(value));
      }
    }
  }

  /** An event's error stands flat; so do those of servers with their own forms. */
  private boolean unwrapped(Block body) {
    boolean event = body.is("error");
    if (event || body.has("message") || body.has("detail")) {
      String detail = body.text("detail");
      told(body);
      type = event ? null : type;
      message = message.isEmpty() && detail != null ? clipped(detail) : message;
      return true;
    }
    return ended(body);
  }

  /** An answer that ended in another way than by being given. */
  private boolean ended(Block body) {
    RawJson word = body.peek("status");
    if (word == null || !body.has("output")) {
      return false;
    }
    message = "The answer is " + clipped(Block.text(word));
    code = clipped(Block.text(word));
    return true;
  }

  private static String clipped(String value) {
    return value.length() <= EXCERPT ? value : value.substring(0, EXCERPT) + "…";
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
