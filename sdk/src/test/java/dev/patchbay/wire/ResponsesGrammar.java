package dev.patchbay.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.json.JsonTree;
import dev.patchbay.json.RawJson;
import dev.patchbay.transport.SseFrame;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the official client (npm openai 6.49.0) demands of a response stream, and clients that act
 * on single events: every frame named as its type and counted from 0; {@code response.created}
 * first; items one after the other, each begun before its pieces and told whole at its end, its
 * pieces making what its end tells; last the response with all items, or the failed response and an
 * error the client throws.
 */
final class ResponsesGrammar implements StreamGrammar {
  private static final List<String> REQUIRED =
      List.of(
          "id",
          "object",
          "created_at",
          "status",
          "error",
          "incomplete_details",
          "instructions",
          "metadata",
          "model",
          "output",
          "parallel_tool_calls",
          "temperature",
          "tool_choice",
          "tools",
          "top_p");

  @Override
  public void check(List<SseFrame> frames, boolean failed) {
    new Stream().check(frames, failed);
  }

  private static final class Stream {
    private final List<Object> output = new ArrayList<>();
    private final Map<Integer, String> contents = new TreeMap<>();
    private final StringBuilder pieces = new StringBuilder();
    private @Nullable Object item;
    private @Nullable String itemType;
    private @Nullable Object id;
    private int content = -1;
    private boolean ended;
    private boolean failure;
    private boolean error;

    void check(List<SseFrame> frames, boolean failed) {
      assertFalse(frames.isEmpty(), "an empty stream");
      for (int i = 0; i < frames.size(); i++) {
        SseFrame frame = frames.get(i);
        assertFalse(frame.data().contains("\n"), "a line break in a data line");
        Map<?, ?> data = map(JsonTree.of(RawJson.of(frame.data())).value());
        assertEquals(frame.event(), data.get("type"), "the frame's name");
        assertEquals(new BigDecimal(i), data.get("sequence_number"), "count");
        assertFalse(ended || error, "a frame after the end");
        assertFalse(failure && !"error".equals(frame.event()), "a frame after the failure");
        assertEquals(i == 0, "response.created".equals(frame.event()), "created, once and first");
        take(String.valueOf(frame.event()), data);
      }
      assertEquals(!failed, ended, "a clean end if and only if it did not fail");
      assertEquals(failed, failure, "response.failed if and only if it failed");
      assertEquals(failed, error, "an error the client throws if and only if it failed");
    }

    private void take(String event, Map<?, ?> data) {
      switch (event) {
        case "response.created", "response.in_progress" -> {
          Map<?, ?> response = response(data, "in_progress");
          assertEquals(List.of(), response.get("output"));
          id = response.get("id");
        }
        case "response.output_item.added" -> added(data);
        case "response.output_item.done" -> done(data);
        case "response.completed" -> end(data, "completed");
        case "response.incomplete" -> {
          end(data, "incomplete");
          assertNotNull(map(map(data.get("response")).get("incomplete_details")).get("reason"));
        }
        case "response.failed" -> {
          failure = true;
          Map<?, ?> told = map(response(data, "failed").get("error"));
          assertTrue(told.get("code") instanceof String && told.get("message") instanceof String);
        }
        case "error" -> {
          error = true;
          assertTrue(data.get("message") instanceof String, "message");
          assertTrue(map(data.get("error")).get("message") instanceof String, "error.message");
        }
        default -> piece(event, data);
      }
    }

    private Map<?, ?> response(Map<?, ?> data, String status) {
      Map<?, ?> response = map(data.get("response"));
      assertEquals(status, response.get("status"));
      assertEquals("response", response.get("object"));
      REQUIRED.forEach(name -> assertTrue(response.containsKey(name), "without " + name));
      assertTrue(id == null || id.equals(response.get("id")), "one id for the stream");
      if (response.get("usage") != null) {
        Map<?, ?> usage = map(response.get("usage"));
        assertNotNull(map(usage.get("input_tokens_details")).get("cached_tokens"));
        assertNotNull(map(usage.get("output_tokens_details")).get("reasoning_tokens"));
      }
      return response;
    }

    private void end(Map<?, ?> data, String status) {
      assertEquals(null, item, "the end inside an item");
      assertEquals(output, response(data, status).get("output"), "all items, as they were told");
      ended = true;
    }

    private void added(Map<?, ?> data) {
      assertEquals(null, item, "an item inside an item");
      place(data);
      Map<?, ?> begun = map(data.get("item"));
      item = begun.get("id");
      assertTrue(item instanceof String, "an item's id");
      itemType = String.valueOf(begun.get("type"));
      pieces.setLength(0);
      contents.clear();
      content = -1;
    }

    private void place(Map<?, ?> data) {
      assertEquals(output.size(), number(data.get("output_index")), "the place in the output");
    }

    private void done(Map<?, ?> data) {
      place(data);
      Map<?, ?> whole = map(data.get("item"));
      assertEquals(item, whole.get("id"), "the open item's end");
      assertEquals(itemType, whole.get("type"));
      switch (String.valueOf(itemType)) {
        case "message" -> {
          List<?> parts = (List<?>) whole.get("content");
          assertEquals(contents.size(), parts.size(), "the parts that began");
          for (int i = 0; i < parts.size(); i++) {
            Map<?, ?> part = map(parts.get(i));
            Object said =
                part.get("type").equals("refusal") ? part.get("refusal") : part.get("text");
            assertEquals(contents.get(i), said, "what was told in pieces");
          }
        }
        case "function_call" -> {
          assertEquals(pieces.toString(), whole.get("arguments"));
          assertFalse(pieces.isEmpty(), "arguments are never empty");
        }
        case "custom_tool_call" -> assertEquals(pieces.toString(), whole.get("input"));
        default -> {}
      }
      output.add(whole);
      item = null;
    }

    private void piece(String event, Map<?, ?> data) {
      assertNotNull(item, event + " outside an item");
      assertEquals(item, data.get("item_id"), "the open item's");
      place(data);
      switch (event) {
        case "response.content_part.added" -> {
          content = number(data.get("content_index"));
          assertEquals(contents.size(), content, "parts one after the other");
          contents.put(content, "");
        }
        case "response.output_text.delta",
            "response.refusal.delta",
            "response.reasoning_text.delta" -> {
          assertEquals(content, number(data.get("content_index")), "a part that began");
          contents.merge(content, String.valueOf(data.get("delta")), String::concat);
        }
        case "response.output_text.done" -> assertEquals(contents.get(content), data.get("text"));
        case "response.refusal.done" -> assertEquals(contents.get(content), data.get("refusal"));
        case "response.function_call_arguments.delta", "response.custom_tool_call_input.delta" ->
            pieces.append(data.get("delta"));
        case "response.function_call_arguments.done" ->
            assertEquals(pieces.toString(), data.get("arguments"));
        case "response.custom_tool_call_input.done" ->
            assertEquals(pieces.toString(), data.get("input"));
        case "response.reasoning_summary_part.added" -> content = number(data.get("summary_index"));
        case "response.reasoning_summary_text.delta" -> {
          assertEquals(content, number(data.get("summary_index")), "a part that began");
          pieces.append(data.get("delta"));
        }
        case "response.reasoning_summary_text.done" ->
            assertEquals(pieces.toString(), data.get("text"));
        default ->
            assertTrue(
                List.of(
                        "response.content_part.done",
                        "response.output_text.annotation.added",
                        "response.reasoning_summary_part.done",
                        "response.reasoning_text.done")
                    .contains(event),
                event);
      }
    }

    private static int number(@Nullable Object value) {
      return ((BigDecimal) value).intValue();
    }

    private static Map<?, ?> map(@Nullable Object value) {
      assertTrue(value instanceof Map, "an object, not " + value);
      return (Map<?, ?>) value;
    }
  }
}
