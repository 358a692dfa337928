package dev.patchbay.wire.gemini;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.Scope;
import java.io.IOException;
import java.util.List;

/** Encodes a request's unknown fields: the protocol's own as they came, no other's. */
final class ExtraEncoder {
  /** Unknown fields inside these are kept under their names, and written inside them. */
  private static final List<String> INSIDE =
      List.of("generationConfig", "toolConfig", Envelope.NAME);

  private static final List<String> LOGPROBS = List.of("logprobs", "top_logprobs");

  private final ChatRequest request;
  private final Scope scope;

  ExtraEncoder(ChatRequest request, Scope scope) {
    this.request = request;
    this.scope = scope;
  }

  /** The unknown fields inside a known object. */
  JsonFields inside(String name) {
    RawJson kept = request.extrasOf(Words.PROTOCOL).get(name).orElse(null);
    return kept == null || !kept.isObject()
        ? JsonFields.NONE
        : scope.extras(Words.block(kept, "$." + name).rest());
  }

  /** OpenAI's fields for log probabilities, which have a form here; none if it asks for none. */
  JsonFields logprobs() {
    JsonFields asked = request.extrasOf(Protocol.OPENAI_CHAT.id());
    boolean wanted = asked.get("logprobs").filter(RawJson.of("true")::sameValue).isPresent();
    return wanted ? asked : JsonFields.NONE;
  }

  void encode(JsonWriter writer) throws IOException {
    Json.fields(writer, scope.extras(request.extrasOf(Words.PROTOCOL).without(INSIDE)));
    for (JsonFields fields : request.extras().values()) {
      if (fields.in(Words.PROTOCOL).isEmpty()) {
        scope.extras(fields == logprobs() ? fields.without(LOGPROBS) : fields);
      }
    }
  }
}
