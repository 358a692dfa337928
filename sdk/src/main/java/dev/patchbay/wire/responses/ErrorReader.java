package dev.patchbay.wire.responses;

import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.ErrorBody;
import dev.patchbay.wire.oai.ErrorFields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one error: of a body, of an answer that failed, or of an event. One thread. */
final class ErrorReader {
  private final ErrorFields fields;

  /**
   * @param status 200 or 0 for an error in an answer: the body may name a better one
   */
  ErrorReader(int status, Map<String, String> headers) {
    this.fields = new ErrorFields(Words.SPEAKS, status, headers, ErrorReader::error);
  }

  ErrorSignal read(byte[] body) {
    return fields.read(body);
  }

  /** The error of a body or an event, of the answer in one, or of an answer that was not given. */
  private static @Nullable RawJson error(Block body) {
    RawJson answer = body.peek("response");
    Block holder = answer != null && answer.isObject() ? Words.block(answer, "$.response") : body;
    RawJson error = holder.peek("error");
    if (error == null && body.is("error")) {
      body.take("type"); // of the event: the error stands flat beside it
      return RawJson.object(body.rest());
    }
    return error == null ? failure(holder) : error;
  }

  private static @Nullable RawJson failure(Block answer) {
    RawJson status = answer.peek("status");
    return status == null || !answer.has("output") ? null : word(Block.text(status));
  }

  /** A status may be all that is said. */
  private static RawJson word(String status) {
    String code = RawJson.string(ErrorBody.clipped(status)).text();
    String message = RawJson.string("The answer is " + ErrorBody.clipped(status)).text();
    return RawJson.of("{\"message\":" + message + ",\"code\":" + code + "}");
  }
}
