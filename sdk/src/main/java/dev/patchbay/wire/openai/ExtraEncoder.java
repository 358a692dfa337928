package dev.patchbay.wire.openai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Quirk;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Encodes a request's unknown fields: the protocol's own as they came, no other's. */
final class ExtraEncoder {
  static final String STREAM_OPTIONS = "stream_options";
  static final String INCLUDE_USAGE = "include_usage";
  private static final Set<String> PROBABILITIES = Set.of("logprobs", "top_logprobs", "logit_bias");

  /** Fields the encoder writes itself; a client's of that name was read, or is not meant here. */
  private static final List<String> WRITTEN = List.of("stream", STREAM_OPTIONS, "thinking");

  private final ChatRequest request;
  private final Scope scope;

  ExtraEncoder(ChatRequest request, Scope scope) {
    this.request = request;
    this.scope = scope;
  }

  /** Usage is always asked for: the router counts by it. */
  void streamOptions(JsonWriter writer) throws IOException {
    if (scope.has(Quirk.NO_STREAM_OPTIONS)) {
      return;
    }
    JsonFields asked = Parts.inside(request.extrasOf(Words.PROTOCOL), STREAM_OPTIONS);
    writer.name(STREAM_OPTIONS).beginObject();
    writer.name(INCLUDE_USAGE).value(true);
    Json.fields(writer, asked.without(INCLUDE_USAGE));
    writer.endObject();
  }

  void encode(JsonWriter writer) throws IOException {
    for (Map.Entry<String, RawJson> field : own().byName().entrySet()) {
      String refusal = refusal(field.getKey());
      if (refusal == null) {
        writer.name(field.getKey());
        Json.raw(writer, field.getValue());
      } else {
        scope.lost(PartWriter.feature(field.getKey()), refusal);
      }
    }
    for (Map.Entry<String, JsonFields> foreign : request.extras().entrySet()) {
      if (!foreign.getKey().equals(Words.PROTOCOL)) {
        lost(foreign.getKey(), foreign.getValue());
      }
    }
  }

  private JsonFields own() {
    JsonFields own = request.extrasOf(Words.PROTOCOL);
    for (String name : WRITTEN) {
      boolean kept = name.equals("thinking") && request.reasoning() == null;
      own = kept ? own : own.without(name);
    }
    return own;
  }

  private @Nullable String refusal(String name) {
    if (PROBABILITIES.contains(name) && scope.has(Quirk.NO_LOGPROBS)) {
      return "The target takes no log probabilities and biases";
    }
    if (name.equals(RequestEncoder.SAFETY_ID) && scope.has(Quirk.NO_USER)) {
      return "The target takes no id of the end user";
    }
    return scope.has(Quirk.STRICT_FIELDS)
        ? "The target refuses fields it does not know: " + name
        : null;
  }

  private void lost(String protocol, JsonFields fields) {
    for (String name : fields.byName().keySet()) {
      scope.lost(PartWriter.feature(name), "A field of " + protocol + " was left out: " + name);
    }
  }
}
