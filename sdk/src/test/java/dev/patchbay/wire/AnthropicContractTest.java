package dev.patchbay.wire;

import dev.patchbay.wire.anthropic.AnthropicCodec;
import java.util.Map;
import java.util.Set;

final class AnthropicContractTest extends CodecContract {
  @Override
  public Subject subject() {
    return new Subject(
        new AnthropicCodec(),
        new AnthropicGrammar(),
        Set.of("server_tool_use", "web_search_tool_result", "future_event"),
        Map.of(
            "req-tool-results.json", "its max_tokens is not above its budget, which is refused",
            "stream-tool-truncated-json-max-tokens.sse", "cut arguments are no JSON object"),
        Set.of(Quirk.MID_SYSTEM));
  }
}
