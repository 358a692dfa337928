package dev.patchbay.wire.openai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Message;
import dev.patchbay.json.Json;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.cache.CacheMarking;
import dev.patchbay.wire.oai.LabelWords;
import java.io.IOException;
import java.util.List;

/** Encodes one request for an upstream, in the protocol's order of fields. One thread. */
final class RequestEncoder {
  private final ChatRequest request;
  private final Scope scope;
  private final boolean stream;

  private RequestEncoder(ChatRequest request, Scope scope, boolean stream) {
    this.request = request;
    this.scope = scope;
    this.stream = stream;
  }

  static Encoded encode(ChatRequest request, TargetProfile target, boolean stream) {
    Scope scope = new Scope(Words.SPEAKS, target);
    ChatRequest marked =
        scope.has(Quirk.KEEPS_CACHE_CONTROL) ? CacheMarking.of(request, scope) : request;
    byte[] body = Json.writeBytes(new RequestEncoder(marked, scope, stream)::write);
    return scope.encoded(body);
  }

  private void write(JsonWriter writer) throws IOException {
    List<Message> messages = new TurnPlan(scope).of(request);
    OptionEncoder options = new OptionEncoder(request, scope);
    writer.beginObject();
    writer.name("model").value(scope.target().model());
    writer.name("messages");
    new MessageEncoder(scope).encode(writer, messages);
    new ToolEncoder(scope).encode(writer, request);
    options.limit(writer);
    options.sampling(writer);
    options.stop(writer);
    options.choices(writer);
    options.format(writer);
    options.reasoning(writer);
    LabelWords.write(writer, request, scope);
    ExtraEncoder extras = new ExtraEncoder(request, scope);
    if (stream) {
      writer.name("stream").value(true);
      extras.streamOptions(writer);
    }
    extras.encode(writer);
    writer.endObject();
  }
}
