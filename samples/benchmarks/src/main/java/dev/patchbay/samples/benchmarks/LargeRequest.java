package dev.patchbay.samples.benchmarks;

import java.nio.charset.StandardCharsets;

/**
 * A request of about 500 KB as coding agents send them: forty tools with their schemas, a long
 * system text, and turns in which files are read and changed.
 */
final class LargeRequest {
  private static final int SIZE = 500_000;
  private static final int TOOLS = 40;

  private static final String CODE =
      "  public static int parse(String text) {\\n    if (text.isBlank()) {\\n"
          + "      throw new IllegalArgumentException(\\\"nothing to parse\\\");\\n    }\\n"
          + "    return Integer.parseInt(text.strip()); // as it was before\\n  }\\n\\n";

  private static final String SCHEMA =
      "{\"type\":\"object\",\"properties\":{\"path\":{\"type\":\"string\",\"description\":"
          + "\"The absolute path of the file to read or to change\"},\"offset\":{\"type\":"
          + "\"integer\",\"minimum\":0},\"limit\":{\"type\":\"integer\",\"maximum\":2000},"
          + "\"replace_all\":{\"type\":\"boolean\",\"default\":false}},\"required\":[\"path\"],"
          + "\"additionalProperties\":false}";

  private LargeRequest() {}

  static byte[] anthropic() {
    StringBuilder body = new StringBuilder(SIZE + 10_000);
    body.append("{\"model\":\"claude-haiku-4-5\",\"max_tokens\":8192,\"stream\":true,\"system\":[")
        .append("{\"type\":\"text\",\"text\":\"You are a careful programmer. ")
        .append(CODE.repeat(40))
        .append("\",\"cache_control\":{\"type\":\"ephemeral\"}}],\"tools\":[");
    for (int i = 0; i < TOOLS; i++) {
      body.append(i == 0 ? "" : ",").append("{\"name\":\"tool_").append(i);
      body.append("\",\"description\":\"Reads or changes a file.\",\"input_schema\":");
      body.append(SCHEMA).append('}');
    }
    body.append("],\"messages\":[{\"role\":\"user\",\"content\":\"Make the tests pass.\"}");
    for (int turn = 0; body.length() < SIZE; turn++) {
      body.append(
          ",{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"I read it.\"}");
      body.append(",{\"type\":\"tool_use\",\"id\":\"toolu_").append(turn);
      body.append("\",\"name\":\"tool_1\",\"input\":{\"path\":\"/src/Main.java\"}}]},");
      body.append(
          "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"toolu_");
      body.append(turn).append("\",\"content\":\"").append(CODE.repeat(20)).append("\"}]}");
    }
    return body.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }

  static byte[] openAi() {
    StringBuilder body = new StringBuilder(SIZE + 10_000);
    body.append("{\"model\":\"gpt-4o-mini\",\"max_tokens\":8192,\"stream\":true,\"tools\":[");
    for (int i = 0; i < TOOLS; i++) {
      body.append(i == 0 ? "" : ",");
      body.append("{\"type\":\"function\",\"function\":{\"name\":\"tool_").append(i);
      body.append("\",\"description\":\"Reads or changes a file.\",\"parameters\":");
      body.append(SCHEMA).append("}}");
    }
    body.append(
        "],\"messages\":[{\"role\":\"system\",\"content\":\"You are a careful programmer. ");
    body.append(CODE.repeat(40));
    body.append("\"},{\"role\":\"user\",\"content\":\"Make the tests pass.\"}");
    for (int turn = 0; body.length() < SIZE; turn++) {
      body.append(",{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"call_");
      body.append(turn).append("\",\"type\":\"function\",\"function\":{\"name\":\"tool_1\",");
      body.append("\"arguments\":\"{\\\"path\\\":\\\"/src/Main.java\\\"}\"}}]},");
      body.append("{\"role\":\"tool\",\"tool_call_id\":\"call_").append(turn);
      body.append("\",\"content\":\"").append(CODE.repeat(20)).append("\"}");
    }
    return body.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }
}
