package dev.patchbay.wire.matrix;

import dev.patchbay.wire.Protocol;
import java.util.List;

/** A strict server of a protocol: reads a request to the last field, or refuses it. */
interface Upstream {
  /** What the request says, line by line. */
  List<String> read(String body, boolean stream);

  static Upstream of(Protocol protocol) {
    return switch (protocol) {
      case OPENAI_CHAT -> new OpenAiUpstream();
      case OPENAI_RESPONSES -> new ResponsesUpstream();
      case ANTHROPIC_MESSAGES -> new AnthropicUpstream();
      case GEMINI -> new GeminiUpstream();
    };
  }
}
