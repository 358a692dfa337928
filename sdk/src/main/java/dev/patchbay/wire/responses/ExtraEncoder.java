package dev.patchbay.wire.responses;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Encodes a request's unknown fields: the protocol's own as they came, no other's. */
final class ExtraEncoder {
  /** Named in it, an answer's reasoning comes sealed, so that it can be sent back. */
  private static final RawJson SEALED = RawJson.of("\"reasoning.encrypted_content\"");

  private static final String INCLUDE = "include";
  private static final String STREAM_OPTIONS = "stream_options";

  /** Fields the encoder writes itself. */
  private static final List<String> WRITTEN =
      List.of("stream", STREAM_OPTIONS, INCLUDE, OptionEncoder.TEXT, OptionEncoder.REASONING);

  private final ChatRequest request;
  private final Scope scope;

  ExtraEncoder(ChatRequest request, Scope scope) {
    this.request = request;
    this.scope = scope;
  }

  /** What belongs to streams only. */
  void streamOptions(JsonWriter writer) throws IOException {
    RawJson options = request.extrasOf(Words.PROTOCOL).get(STREAM_OPTIONS).orElse(null);
    if (options != null && !scope.has(Quirk.NO_STREAM_OPTIONS)) {
      Json.raw(writer.name(STREAM_OPTIONS), options);
    }
  }

  /**
   * What the client asks for besides, and sealed reasoning where the model is known to reason: the
   * others refuse to be asked for it.
   */
  void include(JsonWriter writer) throws IOException {
    Set<Capability> capabilities = scope.target().capabilities();
    RawJson asked = request.extrasOf(Words.PROTOCOL).get(INCLUDE).orElse(null);
    boolean seals = capabilities != null && capabilities.contains(Capability.REASONING);
    List<RawJson> names = asked == null ? List.of() : names(asked);
    if (asked != null && (!seals || names.contains(SEALED))) {
      Json.raw(writer.name(INCLUDE), asked);
    } else if (seals) {
      writer.name(INCLUDE).beginArray();
      for (RawJson name : names) {
        Json.raw(writer, name);
      }
      Json.raw(writer, SEALED);
      writer.endArray();
    }
  }

  private static List<RawJson> names(RawJson asked) {
    return asked.text().startsWith("[")
        ? Words.block(RawJson.of("{\"include\":" + asked.text() + "}"), "$").items(INCLUDE)
        : List.of();
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
    if (scope.has(Quirk.NO_LOGPROBS)) {
      own = refused(own, List.of("top_logprobs"), "The target takes no log probabilities");
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
