package dev.patchbay.wire.gemini;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Endpoint;
import dev.patchbay.wire.Picked;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.TokenCounting;
import dev.patchbay.wire.UntranslatableException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** {@code POST /v1beta/models/m:countTokens}: contents alone, or a request as a whole. */
final class TokenCounts implements TokenCounting {
  private static final String WHOLE = "generateContentRequest";

  @Override
  public Endpoint endpoint(TargetProfile target) {
    return new Endpoint(GeminiCodec.resource(target) + ":countTokens", Map.of());
  }

  /**
   * The request as a whole, with its model: contents alone would leave out system and tools. Cloud
   * Code Assist counts contents only, so it is not asked.
   */
  @Override
  public Encoded encodeRequest(ChatRequest request, TargetProfile target) {
    if (target.has(Quirk.CODE_ASSIST_ENVELOPE)) {
      throw new UntranslatableException(
          "system", "Code Assist counts neither system text nor tools");
    }
    Encoded whole = RequestEncoder.encode(request, target);
    RawJson body = RawJson.of(new String(whole.body(), StandardCharsets.UTF_8));
    byte[] asked =
        Json.writeBytes(
            writer -> {
              writer.beginObject().name(WHOLE).beginObject();
              writer.name("model").value(GeminiCodec.name(target));
              Json.fields(writer, JsonFields.of(body));
              writer.endObject().endObject();
            });
    return new Encoded(asked, whole.losses(), whole.undo());
  }

  @Override
  public long decodeResponse(byte[] body) {
    return Picked.count(body, "totalTokens");
  }

  @Override
  public ChatRequest decodeRequest(byte[] body) {
    RawJson whole =
        JsonFields.of(RawJson.of(new String(body, StandardCharsets.UTF_8)))
            .get(WHOLE)
            .filter(RawJson::isObject)
            .orElse(null);
    return RequestDecoder.decode(whole == null ? body : Json.utf8(whole.text()));
  }

  @Override
  public byte[] encodeResponse(long tokens) {
    return Json.writeBytes(w -> w.beginObject().name("totalTokens").value(tokens).endObject());
  }
}
