package dev.patchbay.wire.openai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** Encodes a request's unknown fields: the protocol's own as they came, no other's. */
final class ExtraEncoder {
  static final String STREAM_OPTIONS = "stream_options";
  static final String INCLUDE_USAGE = "include_usage";
  private static final List<String> PROBABILITIES =
      List.of("logprobs", "top_logprobs", "logit_bias");

  /** Fields the encoder writes itself; a client's of that name was read, or is not meant here. */
  private static final List<String> WRITTEN = List.of("stream", STREAM_OPTIONS);

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
    JsonFields asked =
        scope.extras(PartDecoder.inside(request.extrasOf(Words.PROTOCOL), STREAM_OPTIONS));
    writer.name(STREAM_OPTIONS).beginObject();
    writer.name(INCLUDE_USAGE).value(true);
    Json.fields(writer, asked.without(INCLUDE_USAGE));
    writer.endObject();
  }

  void encode(JsonWriter writer) throws IOException {
    Json.fields(writer, scope.extras(own()));
    for (JsonFields fields : request.extras().values()) {
      if (fields.in(Words.PROTOCOL).isEmpty()) {
        scope.extras(fields);
      }
    }
  }

  /** The client's own, without what is written elsewhere and what the target is known to refuse. */
  private JsonFields own() {
    JsonFields own = request.extrasOf(Words.PROTOCOL).without(WRITTEN);
    own = request.reasoning() == null ? own : own.without("thinking");
    if (scope.has(Quirk.NO_LOGPROBS)) {
      own = refused(own, PROBABILITIES, "The target takes no log probabilities and biases");
    }
    return scope.has(Quirk.NO_USER)
        ? refused(own, List.of(OptionEncoder.SAFETY_ID), "The target takes no id of the end user")
        : own;
  }

  private JsonFields refused(JsonFields own, Collection<String> names, String why) {
    names.stream()
        .filter(name -> own.get(name).isPresent())
        .forEach(name -> scope.lost(Scope.feature(name), why));
    return own.without(names);
  }
}
