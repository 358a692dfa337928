package dev.patchbay.wire.openai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Message;
import dev.patchbay.json.Json;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.TargetProfile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Encodes one request for an upstream, in the protocol's order of fields. One thread. */
final class RequestEncoder {
  static final String SAFETY_ID = "safety_identifier";

  private final ChatRequest request;
  private final Scope scope;
  private final boolean stream;

  private RequestEncoder(ChatRequest request, Scope scope, boolean stream) {
    this.request = request;
    this.scope = scope;
    this.stream = stream;
  }

  static Encoded encode(ChatRequest request, TargetProfile target, boolean stream) {
    Scope scope = new Scope(target);
    byte[] body = Json.writeBytes(new RequestEncoder(request, scope, stream)::write);
    return new Encoded(body, scope.losses());
  }

  private void write(JsonWriter writer) throws IOException {
    List<Message> messages = new Turns(scope).of(request);
    OptionEncoder options = new OptionEncoder(request, scope);
    writer.beginObject();
    writer.name("model").value(scope.target().model());
    writer.name("messages");
    new MessageEncoder(scope).encode(writer, messages);
    new ToolEncoder(scope).encode(writer, request);
    options.limit(writer);
    options.sampling(writer);
    options.stop(writer);
    options.format(writer);
    options.reasoning(writer);
    options.choices(writer);
    user(writer);
    metadata(writer);
    writer.name("service_tier").value(tier());
    writer.name("prompt_cache_key").value(request.cacheKey());
    ExtraEncoder extras = new ExtraEncoder(request, scope);
    if (stream) {
      writer.name("stream").value(true);
      extras.streamOptions(writer);
    }
    extras.encode(writer);
    writer.endObject();
  }

  private void user(JsonWriter writer) throws IOException {
    String user = request.user();
    if (user == null) {
      return;
    }
    if (scope.has(Quirk.NO_USER)) {
      scope.lost("user", "The target takes no id of the end user");
    } else if (request.extrasOf(Words.PROTOCOL).get(SAFETY_ID).isEmpty() || !isNewer(user)) {
      writer.name("user").value(user);
    }
  }

  /** True if the client said it by the newer name, which is among the extras. */
  private boolean isNewer(String user) {
    return request
        .extrasOf(Words.PROTOCOL)
        .get(SAFETY_ID)
        .map(Block::text)
        .filter(user::equals)
        .isPresent();
  }

  private void metadata(JsonWriter writer) throws IOException {
    boolean refused = scope.has(Quirk.NO_METADATA);
    if (refused && !request.metadata().isEmpty()) {
      scope.lost("metadata", "The target takes no metadata");
    } else if (!request.metadata().isEmpty()) {
      writer.name("metadata").beginObject();
      for (Map.Entry<String, String> label : request.metadata().entrySet()) {
        writer.name(label.getKey()).value(label.getValue());
      }
      writer.endObject();
    }
    if (refused && request.store() != null) {
      scope.lost("store", "The target cannot be told whether to keep the answer");
    } else {
      writer.name("store").value(request.store());
    }
  }

  /** Anthropic's words for the tier without priority mean the default. */
  private @Nullable String tier() {
    String tier = request.serviceTier();
    boolean standard = "standard_only".equals(tier) || "standard".equals(tier);
    return standard ? "default" : tier;
  }
}
