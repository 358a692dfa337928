package dev.patchbay.wire.openai;

import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.oai.ErrorFields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one error: of a body, of an answer that failed, or of a frame. One thread. */
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
}
