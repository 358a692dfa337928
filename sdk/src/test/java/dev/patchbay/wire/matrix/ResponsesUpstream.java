package dev.patchbay.wire.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

/**
 * Reads a Responses request as OpenAI's reference describes it: items of known types, reasoning
 * right before what it led to, an output for every call, no field it does not know.
 */
final class ResponsesUpstream implements Upstream {
  private static final List<String> PLAIN =
      List.of(
          "temperature",
          "top_p",
          "user",
          "safety_identifier",
          "metadata",
          "prompt_cache_key",
          "store",
          "include",
          "parallel_tool_calls",
          "tool_choice");

  private boolean reasoned;

  @Override
  public List<String> read(String body, boolean stream) {
    Lines lines = new Lines();
    Node request = Node.parse(body);
    assertEquals("m", request.text("model"));
    assertEquals(stream, request.flag("stream"));
    lines.maybe("system", request.take("instructions"));
    if (request.take("input") instanceof String text) {
      lines.add("user", text);
    } else {
      request.nodes("input").forEach(item -> item(item, lines));
    }
    assertFalse(reasoned, "reasoning that led to nothing");
    lines.allAnswered();
    Lines settings = new Lines();
    PLAIN.forEach(name -> settings.maybe(name.replace('_', ' '), request.take(name)));
    settings.maybe("max", request.take("max_output_tokens"));
    request.nodes("tools").forEach(tool -> tool(tool, settings));
    if (request.has("reasoning")) {
      Node reasoning = request.node("reasoning");
      settings.maybe("reasoning effort", reasoning.take("effort"));
      settings.maybe("reasoning shown", reasoning.take("summary"));
      reasoning.end();
    }
    if (request.has("text")) {
      Node text = request.node("text");
      format(text.node("format"), settings);
      text.end();
    }
    request.end();
    lines.sorted(settings);
    return lines.all();
  }

  private void item(Node item, Lines lines) {
    String type = item.textOr("type", "message");
    item.skip("id", "status");
    switch (type) {
      case "message" -> {
        lines.allAnswered();
        String role = item.text("role");
        assertTrue(List.of("system", "developer", "user", "assistant").contains(role), role);
        content(role, "content", item, lines);
      }
      case "reasoning" -> {
        assertFalse(reasoned, "reasoning behind reasoning");
        lines.allAnswered();
        item.nodes("summary").forEach(part -> summary(part, lines));
        lines.signed(item.take("encrypted_content"));
      }
      case "function_call" ->
          lines.call(item.text("call_id"), item.text("name"), item.text("arguments"));
      case "function_call_output" ->
          content("result " + lines.answers(item.text("call_id"), null), "output", item, lines);
      default -> throw new AssertionError("no item: " + type);
    }
    reasoned = type.equals("reasoning");
    item.end();
  }

  private static void summary(Node part, Lines lines) {
    assertEquals("summary_text", part.text("type"));
    lines.add("thinking", part.text("text"));
    part.end();
  }

  private static void content(String who, String field, Node item, Lines lines) {
    if (item.take(field) instanceof String text) {
      assertFalse(text.isEmpty(), "empty content");
      lines.add(who, text);
      return;
    }
    List<Node> parts = item.nodes(field);
    assertFalse(parts.isEmpty(), "no content");
    parts.forEach(part -> part(who, part, lines));
  }

  private static void part(String who, Node part, Lines lines) {
    String type = part.text("type");
    switch (type) {
      case "input_text" -> {
        assertFalse(who.equals("assistant"), "the model does not say input_text");
        lines.add(who, part.text("text"));
      }
      case "output_text" -> {
        assertEquals("assistant", who);
        part.skip("annotations", "logprobs");
        lines.add(who, part.text("text"));
      }
      case "input_image" ->
          Media.url(who + " image", part.text("image_url"), part.textOr("detail", null), lines);
      case "input_file" -> {
        String name = part.textOr("filename", null);
        if (part.has("file_url")) {
          lines.media(who + " document", "", part.text("file_url"), name);
        } else {
          assertTrue(name != null, "a file without a name");
          Media.file(who + " document", part.text("file_data"), name, lines);
        }
      }
      default -> throw new AssertionError("no part of an item: " + type);
    }
    part.end();
  }

  private static void tool(Node tool, Lines settings) {
    assertEquals("function", tool.text("type"));
    String name = tool.text("name");
    settings.add("tool " + name, tool.node("parameters").json());
    settings.maybe("tool " + name + " is", tool.take("description"));
    settings.maybe("tool " + name + " strict", tool.take("strict"));
    tool.end();
  }

  private static void format(Node format, Lines settings) {
    assertEquals("json_schema", format.text("type"));
    settings.add("format", format.node("schema").json());
    settings.maybe("format name", format.take("name"));
    settings.maybe("format strict", format.take("strict"));
    format.end();
  }
}
