package dev.patchbay.wire.anthropic;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.json.Json;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Endpoint;
import dev.patchbay.wire.Picked;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.TokenCounting;
import java.util.Map;
import java.util.Set;

/** {@code POST /v1/messages/count_tokens}: a request without what only shapes the answer. */
final class TokenCounts implements TokenCounting {
  /** Anthropic, "Count tokens in a Message": its body parameters. */
  private static final Set<String> FIELDS =
      Set.of(
          "model",
          "messages",
          "system",
          "tools",
          "tool_choice",
          "thinking",
          "output_config",
          "cache_control",
          "mcp_servers",
          "context_management");

  @Override
  public Endpoint endpoint(TargetProfile target) {
    return new Endpoint(
        "messages/count_tokens", Map.of("anthropic-version", AnthropicCodec.VERSION));
  }

  @Override
  public Encoded encodeRequest(ChatRequest request, TargetProfile target) {
    Encoded whole = RequestEncoder.encode(request, target, false);
    return new Encoded(Picked.fields(whole.body(), FIELDS), whole.losses(), whole.undo());
  }

  @Override
  public long decodeResponse(byte[] body) {
    return Picked.count(body, "input_tokens");
  }

  @Override
  public ChatRequest decodeRequest(byte[] body) {
    return RequestDecoder.decode(body);
  }

  @Override
  public byte[] encodeResponse(long tokens) {
    return Json.writeBytes(w -> w.beginObject().name("input_tokens").value(tokens).endObject());
  }
}
