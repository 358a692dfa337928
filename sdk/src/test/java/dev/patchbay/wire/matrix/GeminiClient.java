package dev.patchbay.wire.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.transport.SseFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** As npm @google/genai's chats do: the parts of all chunks in a row, of the rest the last. */
final class GeminiClient implements Client {
  @Override
  public Map<String, Object> gather(List<SseFrame> frames) {
    List<Object> parts = new ArrayList<>();
    Map<String, Object> candidate = Trees.object("index", null);
    Map<String, Object> whole = Trees.object();
    for (SseFrame frame : frames) {
      Map<String, Object> chunk = Trees.parse(frame.data());
      whole.putAll(chunk);
      for (Object each : Trees.list(chunk.get("candidates"))) {
        candidate.putAll(Trees.map(each));
        Map<String, Object> content = Trees.map(Trees.map(each).get("content"));
        if (content != null) {
          Trees.list(content.get("parts")).forEach(part -> add(Trees.map(part), parts));
        }
      }
    }
    if (whole.containsKey("candidates")) {
      candidate.put("content", Trees.object("role", "model", "parts", parts));
      if (parts.isEmpty()) {
        candidate.remove("content");
      }
      whole.put("candidates", List.of(candidate));
    }
    return whole;
  }

  /** Texts of one kind make one text; a signature closes it. An empty text says nothing. */
  private static void add(Map<String, Object> part, List<Object> parts) {
    if ("".equals(part.get("text")) && part.get("thoughtSignature") == null) {
      return;
    }
    Map<String, Object> last = parts.isEmpty() ? Map.of() : Trees.map(parts.get(parts.size() - 1));
    boolean goesOn =
        part.get("text") != null
            && last.get("text") != null
            && last.get("thoughtSignature") == null
            && java.util.Objects.equals(last.get("thought"), part.get("thought"));
    if (!goesOn) {
      parts.add(part);
      return;
    }
    Trees.append(last, "text", part.get("text"));
    if (part.get("thoughtSignature") != null) {
      last.put("thoughtSignature", part.get("thoughtSignature"));
    }
  }

  @Override
  public List<String> read(Map<String, Object> answer) {
    Lines lines = new Lines();
    Node whole = Node.of("answer", answer).skip("responseId", "createTime", "modelVersion");
    if (whole.has("promptFeedback")) {
      lines.add("blocked", whole.node("promptFeedback").text("blockReason"));
    }
    for (Node candidate : whole.nodes("candidates")) {
      if (candidate.has("content")) {
        Node content = candidate.node("content");
        assertEquals("model", content.text("role"));
        content.nodes("parts").forEach(part -> part(part, lines));
      }
      lines.add("stop", candidate.text("finishReason"));
      candidate.skip("index", "content");
      lines.maybe("stop explained", candidate.take("finishMessage"));
      candidate.end();
    }
    usage(whole.node("usageMetadata"), lines);
    whole.end();
    return lines.all();
  }

  private static void part(Node part, Lines lines) {
    if (part.flag("thought")) {
      lines.add("thinking", part.text("text"));
    } else if (part.has("text")) {
      said(part.text("text"), lines);
    } else {
      Node call = part.node("functionCall");
      lines.call(call.textOr("id", null), call.text("name"), call.node("args").json());
      call.end();
    }
    lines.signed(part.take("thoughtSignature"));
    part.end();
  }

  /** A signature may come on an empty text, at the end of a stream. */
  private static void said(String text, Lines lines) {
    if (!text.isEmpty()) {
      lines.add("text", text);
    }
  }

  private static void usage(Node usage, Lines lines) {
    long in = usage.number("promptTokenCount");
    long thought = usage.number("thoughtsTokenCount");
    long out = usage.number("candidatesTokenCount") + thought;
    assertEquals(in + out, usage.number("totalTokenCount"));
    lines.usage(in, usage.number("cachedContentTokenCount"), 0, out, thought);
    usage.skip("promptTokensDetails").end();
  }

  @Override
  public Map<String, Object> goOn(
      Map<String, Object> request, Map<String, Object> answer, List<String> results) {
    Map<String, Object> candidate = Trees.map(Trees.list(answer.get("candidates")).get(0));
    Map<String, Object> content = Trees.map(candidate.get("content"));
    List<Object> responses = new ArrayList<>();
    for (Object each : Trees.list(content.get("parts"))) {
      Map<String, Object> call = Trees.map(Trees.map(each).get("functionCall"));
      if (call != null) {
        Map<String, Object> response =
            Trees.object(
                "name",
                call.get("name"),
                "response",
                Trees.object("output", results.get(responses.size())));
        if (call.get("id") != null) {
          response.put("id", call.get("id"));
        }
        responses.add(Trees.object("functionResponse", response));
      }
    }
    return Trees.with(
        request, "contents", List.of(content, Trees.object("role", "user", "parts", responses)));
  }

  @Override
  public String error(Map<String, Object> body) {
    Node error = Node.of("error", body.get("error"));
    StringBuilder told = new StringBuilder(error.text("status"));
    told.append(" / ").append(error.number("code"));
    for (Node detail : error.nodes("details")) {
      if (detail.has("retryDelay")) {
        told.append(", retry in ").append(detail.text("retryDelay"));
      }
    }
    return told.toString();
  }
}
