package dev.patchbay.wire.oai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.Kept;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** Encodes a request's unknown fields: the protocol's own as they came, no other's. One thread. */
public final class ExtraFields {
  private final ChatRequest request;
  private final Scope scope;

  public ExtraFields(ChatRequest request, Scope scope) {
    this.request = request;
    this.scope = scope;
  }

  /**
   * Writes the client's own.
   *
   * @param written fields that are written elsewhere
   * @param probabilities fields that are about the probabilities of words
   */
  public void encode(
      JsonWriter writer, Collection<String> written, Collection<String> probabilities)
      throws IOException {
    JsonFields own = request.extrasOf(scope.protocol().id()).without(written);
    if (scope.has(Quirk.NO_LOGPROBS)) {
      own = refused(own, probabilities, "The target takes no log probabilities and biases");
    }
    if (scope.has(Quirk.NO_USER)) {
      own = refused(own, List.of(LabelWords.SAFETY_ID), "The target takes no id of the end user");
    }
    Json.fields(writer, scope.extras(own));
    for (JsonFields fields : request.extras().values()) {
      if (fields.in(scope.protocol().id()).isEmpty()) {
        scope.extras(fields);
      }
    }
  }

  private JsonFields refused(JsonFields own, Collection<String> names, String why) {
    names.stream()
        .filter(name -> own.get(name).isPresent())
        .forEach(name -> scope.lost(Scope.feature(name), why));
    return own.without(names);
  }

  /** Unknown fields of a known object of the request, kept under its name. */
  public JsonFields inside(String name) {
    return scope.extras(
        Kept.inside(scope.protocol(), request.extrasOf(scope.protocol().id()), name));
  }
}
