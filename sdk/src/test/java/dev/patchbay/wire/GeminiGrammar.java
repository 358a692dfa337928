package dev.patchbay.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.json.JsonTree;
import dev.patchbay.json.RawJson;
import dev.patchbay.transport.SseFrame;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the official client (npm @google/genai 2.32.0) demands of a stream: frames without a name,
 * for it skips those that have one; each a JSON object and no {@code [DONE]}; parts of one kind of
 * data each, calls whole; each candidate ended once and nothing of it afterwards; an error with a
 * numeric code, and nothing after it.
 */
final class GeminiGrammar implements StreamGrammar {
  private static final Set<String> DATA =
      Set.of(
          "text",
          "inlineData",
          "fileData",
          "functionCall",
          "executableCode",
          "codeExecutionResult");

  @Override
  public void check(List<SseFrame> frames, boolean failed) {
    new Stream().check(frames, failed);
  }

  private static final class Stream {
    private final Set<Object> begun = new HashSet<>();
    private final Set<Object> ended = new HashSet<>();
    private boolean blocked;
    private boolean error;

    void check(List<SseFrame> frames, boolean failed) {
      for (SseFrame frame : frames) {
        assertNull(frame.event(), "a frame with a name is lost");
        assertFalse(frame.data().isEmpty() || frame.data().contains("\n"), "one line of data");
        assertFalse(error || blocked, "a frame after the end");
        take(map(JsonTree.of(RawJson.of(frame.data())).value()));
      }
      assertEquals(failed, error, "an error if and only if it failed");
      if (!failed) {
        assertTrue(blocked || !ended.isEmpty(), "nothing ended");
        assertEquals(begun, ended, "candidates without an end");
      }
    }

    private void take(Map<?, ?> frame) {
      if (frame.containsKey("error")) {
        error = true;
        assertTrue(map(frame.get("error")).get("code") instanceof Number, "error.code");
        assertTrue(map(frame.get("error")).get("status") instanceof String, "error.status");
        return;
      }
      assertTrue(frame.get("modelVersion") instanceof String, "modelVersion");
      if (!frame.containsKey("candidates")) {
        blocked = true;
        assertTrue(map(frame.get("promptFeedback")).get("blockReason") instanceof String);
        return;
      }
      for (Object candidate : (List<?>) frame.get("candidates")) {
        candidate(map(candidate));
      }
      if (frame.containsKey("usageMetadata")) {
        Map<?, ?> usage = map(frame.get("usageMetadata"));
        assertTrue(usage.get("totalTokenCount") instanceof Number, "totalTokenCount");
      }
    }

    private void candidate(Map<?, ?> candidate) {
      Object index = candidate.get("index");
      assertTrue(index instanceof Number, "index");
      assertFalse(ended.contains(index), "a candidate after its end");
      begun.add(index);
      if (candidate.containsKey("content")) {
        Map<?, ?> content = map(candidate.get("content"));
        assertEquals("model", content.get("role"));
        List<?> parts = (List<?>) content.get("parts");
        assertFalse(parts.isEmpty(), "content without parts");
        parts.forEach(part -> part(map(part)));
      }
      if (candidate.containsKey("finishReason")) {
        assertTrue(candidate.get("finishReason") instanceof String, "finishReason");
        ended.add(index);
      }
    }

    private static void part(Map<?, ?> part) {
      assertEquals(1, part.keySet().stream().filter(DATA::contains).count(), "data of " + part);
      if (part.containsKey("functionCall")) {
        Map<?, ?> call = map(part.get("functionCall"));
        assertTrue(call.get("name") instanceof String, "name");
        assertTrue(call.get("args") instanceof Map, "args are an object");
      }
    }

    private static Map<?, ?> map(Object value) {
      assertTrue(value instanceof Map, "an object, not " + value);
      return (Map<?, ?>) value;
    }
  }
}
