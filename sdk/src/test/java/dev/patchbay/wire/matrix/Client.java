package dev.patchbay.wire.matrix;

import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.Protocol;
import java.util.List;
import java.util.Map;

/** What an official SDK of a protocol makes of answers, and what it sends after them. */
interface Client {
  /** A stream's frames put together to what the whole answer would have been. */
  Map<String, Object> gather(List<SseFrame> frames);

  /** What an answer says, line by line. */
  List<String> read(Map<String, Object> answer);

  /** The conversation with the answer and the results of its calls behind it. */
  Map<String, Object> goOn(
      Map<String, Object> request, Map<String, Object> answer, List<String> results);

  /** An error's words: {@code type / code / message}, where the protocol has them. */
  String error(Map<String, Object> body);

  static Client of(Protocol protocol) {
    return switch (protocol) {
      case OPENAI_CHAT -> new OpenAiClient();
      case OPENAI_RESPONSES -> new ResponsesClient();
      case ANTHROPIC_MESSAGES -> new AnthropicClient();
      case GEMINI -> new GeminiClient();
    };
  }
}
