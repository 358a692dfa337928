package dev.patchbay.wire.responses;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.json.Json;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.oai.ExtraFields;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Encodes a request's unknown fields, and those that ask for more in the answer. */
final class ExtraEncoder {
  /** Named in it, an answer's reasoning comes sealed, so that it can be sent back. */
  private static final RawJson SEALED = RawJson.of("\"reasoning.encrypted_content\"");

  private static final String INCLUDE = "include";
  private static final String STREAM_OPTIONS = "stream_options";

  /** Fields the encoder writes itself. */
  private static final List<String> WRITTEN =
      List.of("stream", STREAM_OPTIONS, INCLUDE, OptionEncoder.TEXT, OptionEncoder.REASONING);

  private static final List<String> PROBABILITIES = List.of("top_logprobs");

  private final ChatRequest request;
  private final Scope scope;
  private final ExtraFields extras;

  ExtraEncoder(ChatRequest request, Scope scope) {
    this.request = request;
    this.scope = scope;
    this.extras = new ExtraFields(request, scope);
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
    return asked.text().startsWith("[") ? Block.items(asked, "$." + INCLUDE) : List.of();
  }

  void encode(JsonWriter writer) throws IOException {
    extras.encode(writer, WRITTEN, PROBABILITIES);
  }
}
