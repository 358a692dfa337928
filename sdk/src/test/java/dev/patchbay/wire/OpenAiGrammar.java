package dev.patchbay.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.json.JsonTree;
import dev.patchbay.json.RawJson;
import dev.patchbay.transport.SseFrame;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the official client (npm openai 6.49.0) demands of a chat stream: no event names; one id and
 * model; the first delta of a choice carries its role; the first fragment of a call its id, type
 * and name; calls count from 0; content is a string; one finish for each choice; {@code [DONE]}
 * last, or an error and nothing after it but {@code [DONE]}.
 */
final class OpenAiGrammar implements StreamGrammar {
  @Override
  public void check(List<SseFrame> frames, boolean failed) {
    new Stream().check(frames, failed);
  }

  private static final class Stream {
    private final Set<Integer> choices = new HashSet<>();
    private final Set<Integer> finished = new HashSet<>();
    private final Map<Integer, Integer> calls = new HashMap<>();
    private @Nullable Object id;
    private boolean error;

    void check(List<SseFrame> frames, boolean failed) {
      assertFalse(frames.isEmpty(), "an empty stream makes the client throw");
      int last = frames.size() - 1;
      boolean done = frames.get(last).data().equals("[DONE]");
      assertTrue(done || failed, "no [DONE]");
      for (SseFrame frame : done ? frames.subList(0, last) : frames) {
        assertNull(frame.event(), "an event name");
        assertFalse(error, "a chunk after the error");
        chunk(map(JsonTree.of(RawJson.of(frame.data())).value()));
      }
      assertEquals(failed, error, "an error if and only if it failed");
      if (!failed) {
        assertEquals(choices, finished, "choices that finish");
        assertFalse(choices.isEmpty(), "no choice at all");
      }
    }

    private void chunk(Map<?, ?> chunk) {
      if (chunk.get("error") != null) {
        error = true;
        assertTrue(map(chunk.get("error")).get("message") instanceof String, "error.message");
        return;
      }
      assertEquals("chat.completion.chunk", chunk.get("object"));
      assertTrue(chunk.get("id") instanceof String && chunk.get("model") instanceof String);
      id = id == null ? chunk.get("id") : id;
      assertEquals(id, chunk.get("id"), "one id for the stream");
      assertTrue(chunk.get("created") instanceof Number, "created");
      ((List<?>) chunk.get("choices")).forEach(choice -> choice(map(choice)));
    }

    private void choice(Map<?, ?> choice) {
      int index = ((Number) choice.get("index")).intValue();
      assertFalse(finished.contains(index), "a delta after the finish");
      Map<?, ?> delta = map(choice.get("delta"));
      if (choices.add(index)) {
        assertEquals("assistant", delta.get("role"), "the first delta's role");
      }
      for (String field : List.of("content", "refusal")) {
        Object value = delta.get(field);
        assertTrue(value == null || value instanceof String, field + " is a string");
      }
      if (delta.get("tool_calls") instanceof List<?> fragments) {
        fragments.forEach(fragment -> fragment(index, map(fragment)));
      }
      if (choice.get("finish_reason") != null) {
        finished.add(index);
      }
    }

    private void fragment(int choice, Map<?, ?> fragment) {
      int index = ((Number) fragment.get("index")).intValue();
      int known = calls.getOrDefault(choice, 0);
      assertTrue(index <= known, "call indexes are contiguous");
      if (index == known) {
        calls.put(choice, known + 1);
        assertTrue(fragment.get("id") instanceof String, "the first fragment's id");
        Object type = fragment.get("type");
        assertTrue("function".equals(type) || "custom".equals(type), "the first fragment's type");
        assertTrue(
            map(fragment.get(String.valueOf(type))).get("name") instanceof String,
            "the first fragment's name");
      } else {
        assertNull(fragment.get("id"), "an id on a later fragment");
      }
    }

    private static Map<?, ?> map(@Nullable Object value) {
      assertTrue(value instanceof Map, "an object, not " + value);
      return (Map<?, ?>) value;
    }
  }
}
