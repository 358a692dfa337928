package dev.patchbay.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.patchbay.transport.SseFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checkers themselves: they take what official clients take, and can fail. */
final class StreamGrammarTest {
  private final StreamGrammar openAi = new OpenAiGrammar();
  private final StreamGrammar anthropic = new AnthropicGrammar();
  private final StreamGrammar responses = new ResponsesGrammar();

  private static List<SseFrame> frames(Protocol protocol, String name) {
    return Frames.of(new Fixture(protocol.id(), name + ".sse").bytes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stream-text-usage",
        "stream-n2",
        "stream-parallel-tools",
        "stream-interleaved-tools",
        "stream-refusal",
        "stream-crlf-multiline"
      })
  void takesTheOpenAiStreamsTheClientTakes(String name) {
    openAi.check(frames(Protocol.OPENAI_CHAT, name), false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stream-truncated-no-done",
        "stream-mistral-whole-tool-call",
        "stream-error-event",
        "stream-mistral-thinking-chunks"
      })
  void refusesTheOpenAiStreamsTheClientRefuses(String name) {
    refuses(openAi, frames(Protocol.OPENAI_CHAT, name), false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stream-text", "stream-thinking-text", "stream-thinking-omitted", "stream-parallel-tools",
        "stream-tool-no-args", "stream-citations", "stream-refusal", "stream-comment-keepalive"
      })
  void takesTheAnthropicStreamsTheClientTakes(String name) {
    anthropic.check(frames(Protocol.ANTHROPIC_MESSAGES, name), false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"stream-truncated", "stream-missing-event-lines", "stream-error-overloaded"})
  void refusesTheAnthropicStreamsTheClientRefuses(String name) {
    refuses(anthropic, frames(Protocol.ANTHROPIC_MESSAGES, name), false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stream-text",
        "stream-parallel-tools",
        "stream-custom-tool",
        "stream-refusal",
        "stream-incomplete",
        "stream-reasoning-summary-text",
        "stream-keepalive-comment"
      })
  void takesTheResponsesStreamsTheClientTakes(String name) {
    responses.check(frames(Protocol.OPENAI_RESPONSES, name), false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream-truncated", "stream-error-event", "stream-failed"})
  void refusesTheResponsesStreamsTheClientRefuses(String name) {
    refuses(responses, frames(Protocol.OPENAI_RESPONSES, name), false);
  }

  /** Any one frame lost, doubled or swapped breaks the count, if nothing else. */
  @Test
  void noticesAResponsesFrameThatIsMissingOrTwice() {
    List<SseFrame> good = frames(Protocol.OPENAI_RESPONSES, "stream-parallel-tools");
    for (int i = 0; i < good.size(); i++) {
      List<SseFrame> lost = new ArrayList<>(good);
      lost.remove(i);
      refuses(responses, lost, false);
      List<SseFrame> twice = new ArrayList<>(good);
      twice.add(i, good.get(i));
      refuses(responses, twice, false);
    }
  }

  @Test
  void takesAnErrorAsTheEndOfAFailedStreamOnly() {
    List<SseFrame> failed = frames(Protocol.ANTHROPIC_MESSAGES, "stream-error-overloaded");
    anthropic.check(failed, true);
    refuses(anthropic, frames(Protocol.ANTHROPIC_MESSAGES, "stream-text"), true);
    openAi.check(frames(Protocol.OPENAI_CHAT, "stream-error-event"), true);
    refuses(openAi, frames(Protocol.OPENAI_CHAT, "stream-text-usage"), true);
  }

  /** A good stream with any one frame lost, doubled or swapped is none any more. */
  @Test
  void noticesAnAnthropicFrameThatIsMissingOrTwice() {
    List<SseFrame> good = frames(Protocol.ANTHROPIC_MESSAGES, "stream-parallel-tools");
    for (int i = 0; i < good.size(); i++) {
      String event = good.get(i).event();
      if ("content_block_delta".equals(event) || "ping".equals(event)) {
        continue;
      }
      List<SseFrame> lost = new ArrayList<>(good);
      lost.remove(i);
      refuses(anthropic, lost, false);
      List<SseFrame> twice = new ArrayList<>(good);
      twice.add(i, good.get(i));
      if (!"message_delta".equals(event)) {
        refuses(anthropic, twice, false);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // no role at first; content that is no string; a gap in the indexes; a call without type
        "{\"index\":0,\"delta\":{\"content\":\"a\"}}",
        "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":[]}}",
        "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"tool_calls\":[{\"index\":1,\"id\":\"a\","
            + "\"type\":\"function\",\"function\":{\"name\":\"f\"}}]}}",
        "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"tool_calls\":[{\"index\":0,\"id\":\"a\","
            + "\"function\":{\"name\":\"f\"}}]}}"
      })
  void noticesWhatTheOpenAiClientTripsOver(String choice) {
    refuses(openAi, openAiStream(choice), false);
  }

  @Test
  void noticesADeltaAfterTheFinish() {
    String finish = "{\"index\":0,\"delta\":{\"role\":\"assistant\"},\"finish_reason\":\"stop\"}";
    openAi.check(openAiStream(finish), false);
    refuses(openAi, openAiStream(finish, finish), false);
  }

  private static List<SseFrame> openAiStream(String... choices) {
    List<SseFrame> frames = new ArrayList<>();
    for (String choice : choices) {
      frames.add(
          SseFrame.data(
              "{\"id\":\"i\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
                  + "\"choices\":["
                  + choice
                  + "]}"));
    }
    boolean finishes = Arrays.stream(choices).anyMatch(choice -> choice.contains("finish_reason"));
    if (!finishes) {
      frames.add(
          SseFrame.data(
              frames
                  .get(0)
                  .data()
                  .replaceAll(
                      "\"choices\":.*",
                      "\"choices\":[{\"index\":0,"
                          + "\"delta\":{},\"finish_reason\":\"stop\"}]}")));
    }
    frames.add(SseFrame.data("[DONE]"));
    return frames;
  }

  private static void refuses(StreamGrammar grammar, List<SseFrame> frames, boolean failed) {
    assertThrows(AssertionError.class, () -> grammar.check(frames, failed));
  }

  @Test
  void theSameSeedMakesTheSameMutants() {
    String text = "{\"a\":{\"b\":[1,\"x\",null]},\"c\":true}";
    Mutator one = new Mutator(7);
    Mutator other = new Mutator(7);
    for (int i = 0; i < 500; i++) {
      assertEquals(one.mutate(text), other.mutate(text));
    }
  }
}
