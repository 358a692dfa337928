package dev.patchbay.wire.responses;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.json.Json;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Endpoint;
import dev.patchbay.wire.Picked;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.TokenCounting;
import java.util.Map;
import java.util.Set;

/** {@code POST /v1/responses/input_tokens}: a request without what only shapes the answer. */
final class TokenCounts implements TokenCounting {
  /** OpenAI, "Get input token counts": its body parameters. */
  private static final Set<String> FIELDS =
      Set.of(
          "model",
          "input",
          "instructions",
          "conversation",
          "parallel_tool_calls",
          "previous_response_id",
          "reasoning",
          "text",
          "tool_choice",
          "tools",
          "truncation");

  @Override
  public Endpoint endpoint(TargetProfile target) {
    return new Endpoint("responses/input_tokens", Map.of());
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
    return Json.writeBytes(
        writer -> {
          writer.beginObject();
          writer.name("object").value("response.input_tokens");
          writer.name("input_tokens").value(tokens);
          writer.endObject();
        });
  }
}
