package dev.patchbay.wire.oai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whom a request is for, and how it is to be kept and billed, both ways. Stateless. */
public final class LabelWords {
  /** The newer name of {@code user}; a client's stays among the extras, to go back by it. */
  public static final String SAFETY_ID = "safety_identifier";

  private LabelWords() {}

  /** Reads all labels. */
  public static void read(Block body, ChatRequest.Builder request) {
    String user = body.string("user");
    RawJson newer = body.peek(SAFETY_ID);
    request.endUser(user == null && newer != null ? Block.text(newer) : user);
    Block metadata = body.object("metadata");
    if (metadata != null) {
      Map<String, String> labels = new LinkedHashMap<>();
      metadata.rest().byName().forEach((name, label) -> labels.put(name, Block.text(label)));
      request.metadata(labels);
    }
    request.serviceTier(body.string("service_tier"));
    request.cacheKey(body.string("prompt_cache_key"));
    request.store(body.flag("store"));
  }

  /** Writes all labels. */
  public static void write(JsonWriter writer, ChatRequest request, Scope scope) throws IOException {
    user(writer, request, scope);
    metadata(writer, request, scope);
    store(writer, request, scope);
    writer.name("service_tier").value(tier(request));
    writer.name("prompt_cache_key").value(request.cacheKey());
  }

  private static void user(JsonWriter writer, ChatRequest request, Scope scope) throws IOException {
    String user = request.user();
    if (user == null) {
      return;
    }
    if (scope.has(Quirk.NO_USER)) {
      scope.lost("user", "The target takes no id of the end user");
    } else if (scope.has(Quirk.STRICT_FIELDS) || !isNewer(user, request, scope)) {
      writer.name("user").value(user);
    }
  }

  /** True if the client said it by the newer name, which is among the extras. */
  private static boolean isNewer(String user, ChatRequest request, Scope scope) {
    return request
        .extrasOf(scope.protocol().id())
        .get(SAFETY_ID)
        .map(Block::text)
        .filter(user::equals)
        .isPresent();
  }

  private static void metadata(JsonWriter writer, ChatRequest request, Scope scope)
      throws IOException {
    if (request.metadata().isEmpty()) {
      return;
    }
    if (scope.has(Quirk.NO_METADATA)) {
      scope.lost("metadata", "The target takes no metadata");
      return;
    }
    writer.name("metadata").beginObject();
    for (Map.Entry<String, String> label : request.metadata().entrySet()) {
      writer.name(label.getKey()).value(label.getValue());
    }
    writer.endObject();
  }

  private static void store(JsonWriter writer, ChatRequest request, Scope scope)
      throws IOException {
    if (request.store() != null && scope.has(Quirk.NO_METADATA)) {
      scope.lost("store", "The target cannot be told whether to keep the answer");
    } else {
      writer.name("store").value(request.store());
    }
  }

  /** Anthropic's words for the tier without priority mean the default. */
  private static @Nullable String tier(ChatRequest request) {
    String tier = request.serviceTier();
    boolean standard = "standard_only".equals(tier) || "standard".equals(tier);
    return standard ? "default" : tier;
  }
}
