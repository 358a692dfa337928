package dev.patchbay.wire.oai;

import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.ErrorBody;
import dev.patchbay.wire.Protocol;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of an error as OpenAI's servers, and those that call themselves compatible, name
 * them; where the error stands in a body is the protocol's matter. One thread.
 */
public final class ErrorFields {
  /** Besides OpenAI's own: what its plans say of their limits, and Groq of a broken call. */
  private static final List<String> DETAILS =
      List.of(
          "param",
          "status",
          "statusCode",
          "failed_generation",
          "plan_type",
          "resets_at",
          "resets_in_seconds");

  /** What a router says of its upstream (OpenRouter). */
  private static final List<String> METADATA =
      List.of("error_type", "provider_code", "provider_name", "raw");

  /** What OpenRouter says beside the error. */
  private static final List<String> BESIDE = List.of("error_type");

  /** Where the error of a body stands. */
  @FunctionalInterface
  public interface Place {
    /** The error; null if the body has none there. */
    @Nullable RawJson find(Block body);
  }

  private final Protocol protocol;
  private final Place place;
  private final ErrorBody into;

  /**
   * @param status 200 or 0 for an error in an answer: the body may name a better one
   */
  public ErrorFields(Protocol protocol, int status, Map<String, String> headers, Place place) {
    this.protocol = protocol;
    this.place = place;
    this.into = new ErrorBody(protocol, status, headers);
  }

  /** What a body says; to be asked once. */
  public ErrorSignal read(byte[] body) {
    return into.read(body, this::document);
  }

  /** True if the document is an error of the protocol; Gemini's servers wrap one in a list. */
  private boolean document(RawJson raw) {
    if (raw.text().startsWith("[")) {
      List<RawJson> items = Block.items(raw, "$");
      return !items.isEmpty() && document(items.get(0));
    }
    if (!raw.isObject()) {
      return false;
    }
    Block body = Block.of(raw, "$", protocol);
    RawJson error = place.find(body);
    if (error == null) {
      return flat(body);
    }
    told(error, "$.error");
    into.keep(body, BESIDE);
    return true;
  }

  /** An error that is an object, or only a text. */
  private void told(RawJson error, String path) {
    if (error.isObject()) {
      fields(Block.of(error, path, protocol));
    } else {
      into.message(Block.text(error));
    }
  }

  private void fields(Block error) {
    String message = message(error);
    String code = error.text("code");
    into.told(error.text("type"), code, message);
    into.status(code);
    into.status(word(error, "status"));
    into.keep(error, DETAILS);
    inner(error, "innererror", List.of("code"), "innererror_"); // Azure
    inner(error, "metadata", METADATA, "");
  }

  private static @Nullable String word(Block error, String name) {
    RawJson raw = error.peek(name);
    return raw == null ? null : Block.text(raw);
  }

  private void inner(Block error, String name, List<String> fields, String prefix) {
    RawJson raw = error.peek(name);
    if (raw != null && raw.isObject()) {
      into.keep(Block.of(raw, error.path() + "." + name, protocol), fields, prefix);
    }
  }

  /** A body that is the error itself: FastAPI's detail, Mistral's and Azure's own forms. */
  private boolean flat(Block body) {
    boolean known = body.has("detail") || body.has("message");
    if (known) {
      fields(body);
    }
    return known;
  }

  private String message(Block holder) {
    RawJson raw = holder.take("message");
    if (raw == null) {
      return validation(holder.take("detail"));
    }
    if (raw.isObject()) {
      return validation(Block.of(raw, holder.path() + ".message", protocol).take("detail"));
    }
    return Block.text(raw);
  }

  /** A text, or the faults a validator lists. */
  private String validation(@Nullable RawJson detail) {
    if (detail == null || !detail.text().startsWith("[")) {
      return detail == null ? "" : Block.text(detail);
    }
    StringBuilder text = new StringBuilder();
    for (RawJson item : Block.items(detail, "$.detail")) {
      text.append(text.isEmpty() ? "" : "; ").append(fault(item));
    }
    return ErrorBody.clipped(text.toString());
  }

  private String fault(RawJson item) {
    if (!item.isObject()) {
      return Block.text(item);
    }
    Block fault = Block.of(item, "$.detail", protocol);
    String where = fault.text("loc");
    String what = fault.text("msg");
    return (where == null ? "" : where + ": ") + (what == null ? item.text() : what);
  }
}
