package dev.patchbay.wire.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.transport.SseFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** As npm @anthropic-ai/sdk's MessageStream puts events together. */
final class AnthropicClient implements Client {
  @Override
  public Map<String, Object> gather(List<SseFrame> frames) {
    Map<String, Object> message = Map.of();
    List<Object> content = new ArrayList<>();
    for (SseFrame frame : frames) {
      Map<String, Object> event = Trees.parse(frame.data());
      switch ((String) event.get("type")) {
        case "message_start" -> {
          message = Trees.map(event.get("message"));
          message.put("content", content);
        }
        case "content_block_start" -> content.add(event.get("content_block"));
        case "content_block_delta" ->
            delta(Trees.map(event.get("delta")), Trees.map(content.get(content.size() - 1)));
        case "content_block_stop" -> stop(Trees.map(content.get(content.size() - 1)));
        case "message_delta" -> {
          message.putAll(Trees.map(event.get("delta")));
          Trees.map(message.get("usage")).putAll(Trees.map(event.get("usage")));
        }
        case "error" -> message = event;
        default -> {}
      }
    }
    return message;
  }

  private static void delta(Map<String, Object> delta, Map<String, Object> block) {
    switch ((String) delta.get("type")) {
      case "text_delta" -> Trees.append(block, "text", delta.get("text"));
      case "thinking_delta" -> Trees.append(block, "thinking", delta.get("thinking"));
      case "signature_delta" -> block.put("signature", delta.get("signature"));
      case "input_json_delta" -> Trees.append(block, "json", delta.get("partial_json"));
      default -> throw new AssertionError("no delta: " + delta);
    }
  }

  private static void stop(Map<String, Object> block) {
    String json = (String) block.remove("json");
    if (json != null && !json.isEmpty()) {
      block.put("input", Node.tree(json));
    }
  }

  @Override
  public List<String> read(Map<String, Object> answer) {
    Lines lines = new Lines();
    Node whole = Node.of("answer", answer).skip("model", "container", "diagnostics");
    assertEquals("message", whole.text("type"));
    assertEquals("assistant", whole.text("role"));
    whole.text("id");
    for (Node block : whole.nodes("content")) {
      String type = block.text("type");
      switch (type) {
        case "text" -> {
          lines.add("text", block.text("text"));
          block.skip("citations");
        }
        case "thinking" -> {
          lines.add("thinking", block.text("thinking"));
          lines.signed(block.take("signature"));
        }
        case "redacted_thinking" -> lines.add("thinking redacted", block.text("data"));
        case "tool_use" -> {
          String id = block.text("id");
          assertTrue(id.matches("[a-zA-Z0-9_-]+"), id);
          lines.call(id, block.text("name"), block.node("input").json());
          block.skip("caller");
        }
        default -> throw new AssertionError("no block: " + type);
      }
      block.end();
    }
    String matched = whole.textOr("stop_sequence", null);
    lines.add("stop", whole.text("stop_reason") + (matched == null ? "" : " " + matched));
    if (whole.has("stop_details")) {
      lines.maybe("stop explained", whole.node("stop_details").take("explanation"));
    }
    whole.skip("stop_sequence", "stop_details");
    usage(whole.node("usage"), lines);
    whole.end();
    return lines.all();
  }

  private static void usage(Node usage, Lines lines) {
    long cached = usage.number("cache_read_input_tokens");
    long written = usage.number("cache_creation_input_tokens");
    long thought =
        usage.has("output_tokens_details")
            ? usage.node("output_tokens_details").number("thinking_tokens")
            : 0;
    lines.usage(
        usage.number("input_tokens") + cached + written,
        cached,
        written,
        usage.number("output_tokens"),
        thought);
  }

  @Override
  public Map<String, Object> goOn(
      Map<String, Object> request, Map<String, Object> answer, List<String> results) {
    List<Object> content = Trees.list(answer.get("content"));
    List<Object> answers = new ArrayList<>();
    for (Object each : content) {
      Map<String, Object> block = Trees.map(each);
      if ("tool_use".equals(block.get("type"))) {
        answers.add(
            Trees.object(
                "type", "tool_result",
                "tool_use_id", block.get("id"),
                "content", results.get(answers.size())));
      }
    }
    return Trees.with(
        request,
        "messages",
        List.of(
            Trees.object("role", "assistant", "content", content),
            Trees.object("role", "user", "content", answers)));
  }

  @Override
  public String error(Map<String, Object> body) {
    assertEquals("error", body.get("type"));
    return Node.of("error", body.get("error")).text("type");
  }
}
