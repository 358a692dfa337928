package dev.patchbay.wire.gemini;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.TargetProfile;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/** Encodes one request for an upstream, in the protocol's order of fields. One thread. */
final class RequestEncoder {
  private final ChatRequest request;
  private final Scope scope;

  private RequestEncoder(ChatRequest request, Scope scope) {
    this.request = request;
    this.scope = scope;
  }

  static Encoded encode(ChatRequest request, TargetProfile target) {
    Scope scope = new Scope(Words.SPEAKS, own(target));
    return scope.encoded(Json.writeBytes(new RequestEncoder(request, scope)::write));
  }

  /**
   * The vendor's row says of its OpenAI layer that it refuses fields it does not know; here a
   * caller's further fields are the protocol's own.
   */
  private static TargetProfile own(TargetProfile target) {
    if (!target.has(Quirk.STRICT_FIELDS)) {
      return target;
    }
    Set<Quirk> quirks = EnumSet.copyOf(target.quirks());
    quirks.remove(Quirk.STRICT_FIELDS);
    return new TargetProfile(
        target.model(),
        target.issuer(),
        quirks,
        target.capabilities(),
        target.contextWindow(),
        target.maxOutput());
  }

  private void write(JsonWriter writer) throws IOException {
    TurnPlan turns = TurnPlan.of(request, scope);
    ThinkingPlan thinking = ThinkingPlan.plan(request, scope);
    ToolPlan tools = ToolPlan.plan(request, scope);
    ExtraEncoder extras = new ExtraEncoder(request, scope);
    OptionEncoder options = new OptionEncoder(request, thinking, extras, scope);
    MessageEncoder messages = new MessageEncoder(scope);
    boolean wrapped = scope.has(Quirk.CODE_ASSIST_ENVELOPE);
    JsonFields outside = Envelope.outside(request);
    if (wrapped) {
      Envelope.begin(writer, scope.target().model(), outside);
    } else if (!outside.isEmpty()) {
      scope.lost("envelope", "what stood around the request was left out");
    }
    writer.beginObject();
    messages.encode(writer.name("contents"), turns.turns());
    messages.system(writer, turns.system());
    new ToolEncoder(scope).encode(writer, tools, extras);
    options.config(writer);
    options.serviceTier(writer);
    if (Boolean.TRUE.equals(request.store())) {
      writer.name("store").value(true);
    }
    options.unsupported();
    extras.encode(writer);
    writer.endObject();
    if (wrapped) {
      writer.endObject();
    }
  }
}
