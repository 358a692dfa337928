package dev.patchbay.wire.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.transport.SseFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** As npm openai's ChatCompletionStream puts chunks together. */
final class OpenAiClient implements Client {
  @Override
  public Map<String, Object> gather(List<SseFrame> frames) {
    Map<String, Object> message = new LinkedHashMap<>();
    Map<String, Object> choice = Trees.object("index", null, "message", message);
    Map<String, Object> whole = new LinkedHashMap<>();
    for (SseFrame frame : frames) {
      if (frame.data().equals("[DONE]")) {
        break;
      }
      Map<String, Object> chunk = Trees.parse(frame.data());
      chunk.forEach((name, value) -> whole.merge(name, value == null ? "" : value, (a, b) -> b));
      for (Object each : Trees.list(chunk.get("choices"))) {
        choice(Trees.map(each), choice, message);
      }
    }
    whole.put("object", "chat.completion");
    whole.put("choices", List.of(choice));
    return whole;
  }

  private static void choice(
      Map<String, Object> chunk, Map<String, Object> choice, Map<String, Object> message) {
    choice.put("index", chunk.get("index"));
    if (chunk.get("finish_reason") != null) {
      choice.put("finish_reason", chunk.get("finish_reason"));
    }
    Map<String, Object> delta = Trees.map(chunk.get("delta"));
    for (Map.Entry<String, Object> field : delta.entrySet()) {
      if (field.getKey().equals("reasoning_details")) {
        Trees.list(field.getValue()).forEach(detail -> detail(Trees.map(detail), message));
      } else if (field.getKey().equals("tool_calls")) {
        Trees.list(field.getValue()).forEach(call -> call(Trees.map(call), message));
      } else if (field.getValue() instanceof String text) {
        if (field.getKey().equals("role")) {
          message.put("role", text);
        } else {
          Trees.append(message, field.getKey(), text);
        }
      }
    }
  }

  /** Reasoning as OpenRouter's clients keep it: pieces of one index are one. */
  private static void detail(Map<String, Object> piece, Map<String, Object> message) {
    List<Object> details =
        Trees.list(message.computeIfAbsent("reasoning_details", name -> new ArrayList<>()));
    int index = Integer.parseInt(Lines.plain(piece.get("index")));
    if (index == details.size()) {
      details.add(piece);
      return;
    }
    Map<String, Object> detail = Trees.map(details.get(index));
    for (String field : List.of("text", "signature")) {
      if (piece.get(field) != null) {
        Trees.append(detail, field, piece.get(field));
      }
    }
  }

  private static void call(Map<String, Object> fragment, Map<String, Object> message) {
    List<Object> calls =
        Trees.list(message.computeIfAbsent("tool_calls", name -> new ArrayList<>()));
    int index = Integer.parseInt(Lines.plain(fragment.remove("index")));
    if (index == calls.size()) {
      calls.add(fragment);
      return;
    }
    Map<String, Object> function = Trees.map(fragment.get("function"));
    Trees.append(
        Trees.map(Trees.map(calls.get(index)).get("function")),
        "arguments",
        function.get("arguments"));
  }

  @Override
  public List<String> read(Map<String, Object> answer) {
    Lines lines = new Lines();
    Node whole =
        Node.of("answer", answer).skip("created", "service_tier", "system_fingerprint", "model");
    assertEquals("chat.completion", whole.text("object"));
    whole.text("id");
    for (Node choice : whole.nodes("choices")) {
      choice.skip("index", "logprobs");
      Node message = choice.node("message").skip("annotations");
      assertEquals("assistant", message.text("role"));
      said("thinking", message.take("reasoning_content"), lines);
      message.nodes("reasoning_details").forEach(each -> lines.signed(each.take("signature")));
      said("text", message.take("content"), lines);
      said("refusal", message.take("refusal"), lines);
      for (Node call : message.nodes("tool_calls")) {
        assertEquals("function", call.text("type"));
        Node function = call.node("function");
        lines.call(call.text("id"), function.text("name"), function.text("arguments"));
        function.end();
        call.end();
      }
      message.end();
      lines.add("stop", choice.text("finish_reason"));
      choice.end();
    }
    usage(whole.node("usage"), lines);
    whole.end();
    return lines.all();
  }

  private static void said(String word, Object text, Lines lines) {
    if (text != null && !text.equals("")) {
      lines.add(word, text);
    }
  }

  private static void usage(Node usage, Lines lines) {
    long in = usage.number("prompt_tokens");
    long out = usage.number("completion_tokens");
    assertEquals(in + out, usage.number("total_tokens"));
    Node input = usage.node("prompt_tokens_details");
    Node output = usage.node("completion_tokens_details");
    lines.usage(
        in,
        input.number("cached_tokens"),
        input.number("cache_write_tokens"),
        out,
        output.number("reasoning_tokens"));
    usage.end();
  }

  @Override
  public Map<String, Object> goOn(
      Map<String, Object> request, Map<String, Object> answer, List<String> results) {
    Map<String, Object> choice = Trees.map(Trees.list(answer.get("choices")).get(0));
    Map<String, Object> message = Trees.map(choice.get("message"));
    List<Object> more = new ArrayList<>(List.of(message));
    List<Object> calls = Trees.list(message.get("tool_calls"));
    for (int i = 0; i < calls.size(); i++) {
      Object id = Trees.map(calls.get(i)).get("id");
      more.add(Trees.object("role", "tool", "tool_call_id", id, "content", results.get(i)));
    }
    return Trees.with(request, "messages", more);
  }

  @Override
  public String error(Map<String, Object> body) {
    Node error = Node.of("error", body.get("error"));
    return error.textOr("type", "-") + " / " + error.textOr("code", "-");
  }
}
