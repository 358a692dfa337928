package dev.patchbay.wire.openai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.oai.ExtraFields;
import java.io.IOException;
import java.util.List;

/** Encodes a request's unknown fields, and those that ask for more in the answer. */
final class ExtraEncoder {
  static final String STREAM_OPTIONS = "stream_options";
  static final String INCLUDE_USAGE = "include_usage";

  /** Fields the encoder writes itself; a client's of that name was read, or is not meant here. */
  private static final List<String> WRITTEN = List.of("stream", STREAM_OPTIONS);

  private static final List<String> WRITTEN_REASONING =
      List.of("stream", STREAM_OPTIONS, "thinking");

  private static final List<String> PROBABILITIES =
      List.of("logprobs", "top_logprobs", "logit_bias");

  private final ChatRequest request;
  private final Scope scope;
  private final ExtraFields extras;

  ExtraEncoder(ChatRequest request, Scope scope) {
    this.request = request;
    this.scope = scope;
    this.extras = new ExtraFields(request, scope);
  }

  /** What belongs to streams only. Usage is always asked for: the router counts by it. */
  void streamOptions(JsonWriter writer) throws IOException {
    if (scope.has(Quirk.NO_STREAM_OPTIONS)) {
      return;
    }
    JsonFields asked = extras.inside(STREAM_OPTIONS);
    writer.name(STREAM_OPTIONS).beginObject();
    writer.name(INCLUDE_USAGE).value(true);
    Json.fields(writer, asked.without(INCLUDE_USAGE));
    writer.endObject();
  }

  void encode(JsonWriter writer) throws IOException {
    boolean reasons = request.reasoning() != null;
    extras.encode(writer, reasons ? WRITTEN_REASONING : WRITTEN, PROBABILITIES);
  }
}
