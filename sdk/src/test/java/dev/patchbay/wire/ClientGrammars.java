package dev.patchbay.wire;

import dev.patchbay.transport.SseFrame;
import java.util.List;
import java.util.Map;

/** The grammar of each protocol's streams, for tests outside of this package. */
public final class ClientGrammars {
  private static final Map<Protocol, StreamGrammar> GRAMMARS =
      Map.of(
          Protocol.OPENAI_CHAT, new OpenAiGrammar(),
          Protocol.OPENAI_RESPONSES, new ResponsesGrammar(),
          Protocol.ANTHROPIC_MESSAGES, new AnthropicGrammar(),
          Protocol.GEMINI, new GeminiGrammar());

  private ClientGrammars() {}

  /** Checks a stream from its first frame to its last: see {@link StreamGrammar}. */
  public static void check(Protocol protocol, List<SseFrame> frames, boolean failed) {
    GRAMMARS.get(protocol).check(frames, failed);
  }
}
