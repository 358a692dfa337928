package dev.patchbay.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.json.JsonTree;
import dev.patchbay.json.RawJson;
import dev.patchbay.transport.SseFrame;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the official client (npm @anthropic-ai/sdk 1.11.0) demands of a message stream: every frame
 * named as its type; {@code message_start} once and first; blocks one after the other, their
 * indexes without a gap, each delta of its block's kind; then {@code message_delta} and {@code
 * message_stop}; or an error and nothing after it.
 */
final class AnthropicGrammar implements StreamGrammar {
  private static final Map<String, String> DELTAS =
      Map.of(
          "text_delta", "text",
          "citations_delta", "text",
          "thinking_delta", "thinking",
          "signature_delta", "thinking",
          "input_json_delta", "tool_use");

  @Override
  public void check(List<SseFrame> frames, boolean failed) {
    new Stream().check(frames, failed);
  }

  private static final class Stream {
    private int blocks;
    private @Nullable String open;
    private boolean started;
    private boolean delta;
    private boolean stopped;
    private boolean error;

    void check(List<SseFrame> frames, boolean failed) {
      for (SseFrame frame : frames) {
        Map<?, ?> data = map(JsonTree.of(RawJson.of(frame.data())).value());
        assertEquals(frame.event(), data.get("type"), "the frame's name");
        assertFalse(stopped || error, "a frame after the end");
        take(String.valueOf(frame.event()), data);
      }
      assertEquals(failed, error, "an error if and only if it failed");
      assertEquals(!failed, stopped, "message_stop if and only if it did not fail");
    }

    private void take(String event, Map<?, ?> data) {
      assertTrue(started || event.equals("message_start") || event.equals("error"), event);
      switch (event) {
        case "message_start" -> start(map(data.get("message")));
        case "content_block_start" -> blockStart(data);
        case "content_block_delta" -> blockDelta(data);
        case "content_block_stop" -> blockStop(data);
        case "message_delta" -> messageDelta(data);
        case "message_stop" -> {
          assertTrue(delta, "message_stop before message_delta");
          stopped = true;
        }
        case "error" -> {
          error = true;
          assertTrue(map(data.get("error")).get("type") instanceof String, "error.type");
        }
        // The client ignores names it does not know; "future_event" stands for those in a sample.
        default -> assertTrue(event.equals("ping") || event.equals("future_event"), event);
      }
    }

    private void start(Map<?, ?> message) {
      assertFalse(started, "a second message_start");
      started = true;
      assertEquals("message", message.get("type"));
      assertEquals("assistant", message.get("role"));
      assertEquals(List.of(), message.get("content"));
      assertTrue(message.get("id") instanceof String && message.get("model") instanceof String);
      assertTrue(map(message.get("usage")).get("input_tokens") instanceof Number, "usage");
    }

    private void blockStart(Map<?, ?> data) {
      assertFalse(delta, "a block after message_delta");
      assertEquals(null, open, "a block inside a block");
      assertEquals(blocks, ((Number) data.get("index")).intValue(), "contiguous indexes");
      open = (String) map(data.get("content_block")).get("type");
      assertTrue(open != null, "a block without a type");
    }

    private void blockDelta(Map<?, ?> data) {
      assertEquals(blocks, ((Number) data.get("index")).intValue(), "a delta of the open block");
      Map<?, ?> change = map(data.get("delta"));
      String kind = DELTAS.get((String) change.get("type"));
      if (kind != null && !("tool_use".equals(kind) && "server_tool_use".equals(open))) {
        assertEquals(kind, open, "the delta's kind");
      }
    }

    private void blockStop(Map<?, ?> data) {
      assertEquals(blocks, ((Number) data.get("index")).intValue(), "the open block's end");
      assertTrue(open != null, "an end of no block");
      open = null;
      blocks++;
    }

    private void messageDelta(Map<?, ?> data) {
      assertEquals(null, open, "message_delta inside a block");
      delta = true;
      assertTrue(map(data.get("delta")).containsKey("stop_reason"), "stop_reason");
      assertTrue(map(data.get("usage")).get("output_tokens") instanceof Number, "usage");
    }

    private static Map<?, ?> map(@Nullable Object value) {
      assertTrue(value instanceof Map, "an object, not " + value);
      return (Map<?, ?>) value;
    }
  }
}
