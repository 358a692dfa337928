package dev.patchbay.wire.gemini;

import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.ErrorBody;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one error: of a body or of a frame, which may stand in an array. Of its details those are
 * kept that say why and for how long. One thread.
 */
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
    RawJson error = error(raw);
    if (error == null) {
      return false;
    }
    if (!error.isObject()) {
      told.message(Block.text(error));
      return true;
    }
    return fields(Words.block(error, "$.error"));
  }

  /** The error of a body, or of the first element of an array; null if there is none. */
  static @Nullable RawJson error(RawJson raw) {
    if (raw.text().startsWith("[")) {
      List<RawJson> items = Block.items(raw, "$");
      return items.isEmpty() || !items.get(0).isObject() ? null : error(items.get(0));
    }
    return raw.isObject() ? Words.block(raw, "$").peek("error") : null;
  }

  private boolean fields(Block error) {
    String word = error.text("status");
    String message = error.text("message");
    told.told(word, error.text("code"), message);
    for (RawJson detail : list(error, "details")) {
      if (detail.isObject()) {
        detail(Words.block(detail, "$.error.details"));
      }
    }
    return word != null || message != null;
  }

  private void detail(Block detail) {
    told.keep(detail, List.of("reason", "retryDelay"));
    RawJson metadata = detail.peek("metadata");
    if (metadata != null && metadata.isObject()) {
      Block fields = Words.block(metadata, "$.error.details.metadata");
      told.keep(fields, List.copyOf(fields.rest().byName().keySet()));
    }
    each(detail, "violations", List.of("quotaMetric", "quotaId", "quotaValue"));
    each(detail, "fieldViolations", List.of("field"));
  }

  private void each(Block detail, String name, List<String> fields) {
    for (RawJson item : list(detail, name)) {
      if (item.isObject()) {
        told.keep(Words.block(item, "$.error.details." + name), fields);
      }
    }
  }

  private static List<RawJson> list(Block holder, String name) {
    RawJson list = holder.peek(name);
    return list == null || !list.text().startsWith("[")
        ? List.of()
        : Block.items(list, holder.path() + "." + name);
  }
}
