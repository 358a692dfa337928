package dev.patchbay.samples.benchmarks;

import java.nio.charset.StandardCharsets;

/** What the stand-in for providers says. */
final class Answers {
  private static final String OPENAI_HEAD =
      "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1760000000,"
          + "\"model\":\"gpt-4o-mini\",\"choices\":";
  private static final String OPENAI_USAGE =
      "\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":200,\"total_tokens\":212}}";

  private Answers() {}

  static byte[] openAi(boolean stream) {
    return (stream ? openAiStream() : openAiWhole()).getBytes(StandardCharsets.UTF_8);
  }

  private static String openAiWhole() {
    return "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1760000000,"
        + "\"model\":\"gpt-4o-mini\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
        + "\"content\":\"Hello! How can I help you today?\",\"refusal\":null},\"logprobs\":null,"
        + "\"finish_reason\":\"stop\"}],"
        + OPENAI_USAGE;
  }

  private static String openAiStream() {
    StringBuilder stream = new StringBuilder();
    for (int i = 0; i < Upstream.CHUNKS; i++) {
      stream
          .append("data: ")
          .append(OPENAI_HEAD)
          .append("[{\"index\":0,\"delta\":{\"content\":\"word ")
          .append(i)
          .append("\"},\"finish_reason\":null}]}\n\n");
    }
    return stream
        .append("data: ")
        .append(OPENAI_HEAD)
        .append("[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n")
        .append("data: ")
        .append(OPENAI_HEAD)
        .append("[],")
        .append(OPENAI_USAGE)
        .append("\n\ndata: [DONE]\n\n")
        .toString();
  }

  static byte[] anthropic(boolean stream) {
    return (stream ? anthropicStream() : anthropicWhole("\"end_turn\"", text()))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String text() {
    return "{\"type\":\"text\",\"text\":\"Hello! How can I help you today?\"}";
  }

  private static String anthropicWhole(String stop, String content) {
    return "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\","
        + "\"model\":\"claude-haiku-4-5\",\"content\":["
        + content
        + "],\"stop_reason\":"
        + stop
        + ",\"stop_sequence\":null,\"usage\":{\"input_tokens\":12,\"output_tokens\":1}}";
  }

  private static String anthropicStream() {
    StringBuilder stream = new StringBuilder();
    event(
        stream,
        "message_start",
        "{\"type\":\"message_start\",\"message\":" + anthropicWhole("null", "") + "}");
    event(
        stream,
        "content_block_start",
        "{\"type\":\"content_block_start\",\"index\":0,"
            + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}");
    for (int i = 0; i < Upstream.CHUNKS; i++) {
      event(
          stream,
          "content_block_delta",
          "{\"type\":\"content_block_delta\",\"index\":0,"
              + "\"delta\":{\"type\":\"text_delta\",\"text\":\"word "
              + i
              + "\"}}");
    }
    event(stream, "content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}");
    event(
        stream,
        "message_delta",
        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\","
            + "\"stop_sequence\":null},\"usage\":{\"output_tokens\":200}}");
    event(stream, "message_stop", "{\"type\":\"message_stop\"}");
    return stream.toString();
  }

  private static void event(StringBuilder stream, String name, String data) {
    stream.append("event: ").append(name).append("\ndata: ").append(data).append("\n\n");
  }
}
