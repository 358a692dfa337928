package dev.patchbay.wire.anthropic;

import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.ErrorBody;
import java.util.List;
import java.util.Map;

/** Reads one error: of a body or of an event. One thread. */
final class ErrorReader {
  private final ErrorBody told;

  /**
   * @param status 200 or 0 for an error in an answer: the body may name a better one
   */
  ErrorReader(int status, Map<String, String> headers) {
    this.told = new ErrorBody(Words.SPEAKS, status, headers);
  }

  ErrorSignal read(byte[] body) {
    return told.read(body, this::document);
  }

  /** True if the document is an error of the protocol. */
  private boolean document(RawJson raw) {
    if (!raw.isObject()) {
      return false;
    }
    Block body = Words.block(raw, "$");
    RawJson error = body.peek("error");
    if (error == null) {
      return false;
    }
    told.keep(body, List.of("request_id"));
    if (!error.isObject()) {
      told.message(Block.text(error));
      return true;
    }
    return fields(Words.block(error, "$.error"));
  }

  private boolean fields(Block error) {
    String type = error.text("type");
    String message = error.text("message");
    told.told(type, error.text("code"), message);
    RawJson details = error.peek("details");
    if (details != null && details.isObject()) {
      Block fields = Words.block(details, "$.error.details");
      told.keep(fields, List.copyOf(fields.rest().byName().keySet()));
    }
    return type != null || message != null;
  }
}
