package dev.patchbay.wire.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.transport.SseFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** As npm openai's ResponseStream does: the terminal event's response replaces the snapshot. */
final class ResponsesClient implements Client {
  @Override
  public Map<String, Object> gather(List<SseFrame> frames) {
    Map<String, Object> last = Trees.parse(frames.get(frames.size() - 1).data());
    return last.get("response") == null ? last : Trees.map(last.get("response"));
  }

  @Override
  public List<String> read(Map<String, Object> answer) {
    Lines lines = new Lines();
    Node whole = Node.of("answer", answer);
    assertEquals("response", whole.text("object"));
    whole.nodes("output").forEach(item -> item(item, lines));
    String status = whole.text("status");
    lines.add(
        "stop",
        whole.has("incomplete_details")
            ? status + " " + whole.node("incomplete_details").text("reason")
            : status);
    Node usage = whole.node("usage");
    long in = usage.number("input_tokens");
    long out = usage.number("output_tokens");
    assertEquals(in + out, usage.number("total_tokens"));
    Node input = usage.node("input_tokens_details");
    lines.usage(
        in,
        input.number("cached_tokens"),
        input.number("cache_write_tokens"),
        out,
        usage.node("output_tokens_details").number("reasoning_tokens"));
    usage.end();
    return lines.all();
  }

  private static void item(Node item, Lines lines) {
    String type = item.text("type");
    item.text("id");
    item.skip("status", "phase");
    switch (type) {
      case "message" -> {
        assertEquals("assistant", item.text("role"));
        item.nodes("content").forEach(part -> part(part, lines));
      }
      case "reasoning" -> {
        item.nodes("summary").forEach(part -> lines.add("thinking", part.text("text")));
        item.nodes("content").forEach(part -> lines.add("thinking", part.text("text")));
        lines.signed(item.take("encrypted_content"));
      }
      case "function_call" ->
          lines.call(item.text("call_id"), item.text("name"), item.text("arguments"));
      default -> throw new AssertionError("no item: " + type);
    }
    item.end();
  }

  private static void part(Node part, Lines lines) {
    if (part.text("type").equals("refusal")) {
      lines.add("refusal", part.text("refusal"));
    } else {
      lines.add("text", part.text("text"));
      part.skip("annotations", "logprobs");
    }
    part.end();
  }

  @Override
  public Map<String, Object> goOn(
      Map<String, Object> request, Map<String, Object> answer, List<String> results) {
    List<Object> output = Trees.list(answer.get("output"));
    List<Object> more = new ArrayList<>(output);
    int next = 0;
    for (Object each : output) {
      Map<String, Object> item = Trees.map(each);
      if ("function_call".equals(item.get("type"))) {
        more.add(
            Trees.object(
                "type", "function_call_output",
                "call_id", item.get("call_id"),
                "output", results.get(next++)));
      }
    }
    return Trees.with(request, "input", more);
  }

  @Override
  public String error(Map<String, Object> body) {
    Node error = Node.of("error", body.get("error"));
    return error.textOr("type", "-") + " / " + error.textOr("code", "-");
  }
}
