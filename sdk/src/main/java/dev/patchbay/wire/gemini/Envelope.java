package dev.patchbay.wire.gemini;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.Endpoint;
import java.io.IOException;
import java.util.Map;

/**
 * What Google's Cloud Code Assist puts around requests and answers: the model and the project stand
 * outside, the protocol's own object inside; errors come without it (gemini-cli, Code Assist
 * server, read 2026-11-20). Stateless.
 */
final class Envelope {
  /** A request's fields outside are kept under this name, and written outside again. */
  static final String NAME = "codeAssist";

  static final String REQUEST = "request";
  private static final String RESPONSE = "response";

  private Envelope() {}

  /** The base URL ends at the host: what follows is no path of resources. */
  static Endpoint endpoint(boolean stream) {
    String verb = stream ? "streamGenerateContent?alt=sse" : "generateContent";
    return new Endpoint("v1internal:" + verb, Map.of());
  }

  /** What is in a client's request, with what stands outside; one without envelope as it is. */
  static Block request(RawJson body) {
    Block outside = Block.of(body, "$", Words.SPEAKS);
    RawJson inside = outside.take(REQUEST);
    if (inside == null || !inside.isObject() || outside.has("contents")) {
      return Words.block(body, "$");
    }
    RawJson model = outside.take("model");
    JsonFields all = Words.block(inside, "$." + REQUEST).rest();
    if (model != null) {
      all = all.with("model", model);
    }
    if (!outside.rest().isEmpty()) {
      all = all.with(NAME, RawJson.object(outside.rest()));
    }
    return Block.of(RawJson.object(all), "$." + REQUEST, Words.SPEAKS);
  }

  /** What stood outside a request. */
  static JsonFields outside(ChatRequest request) {
    RawJson kept = request.extrasOf(Words.PROTOCOL).get(NAME).orElse(null);
    return kept == null || !kept.isObject()
        ? JsonFields.NONE
        : Block.of(kept, "$", Words.SPEAKS).rest();
  }

  /** What is in an answer or a frame, with what stands outside; one without envelope as it is. */
  static Block answer(Block fields) {
    RawJson inside = fields.peek(RESPONSE);
    if (inside == null || !inside.isObject() || fields.has("candidates")) {
      return fields;
    }
    JsonFields all = Words.block(inside, fields.path()).rest();
    JsonFields outside = fields.rest().without(RESPONSE);
    return Block.of(RawJson.object(all.and(outside)), fields.path(), Words.SPEAKS);
  }

  /**
   * Begins the object that holds a request; whoever writes it ends two objects.
   *
   * @param outside the project and what else stands outside
   */
  static void begin(JsonWriter writer, String model, JsonFields outside) throws IOException {
    writer.beginObject();
    writer.name("model").value(model);
    Json.fields(writer, outside);
    writer.name(REQUEST);
  }
}
