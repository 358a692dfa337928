package dev.patchbay.wire.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a message request as Anthropic's reference describes it: a limit always, the user first,
 * results first in the turn after their calls, no empty text, no field it does not know.
 */
final class AnthropicUpstream implements Upstream {
  private static final List<String> PLAIN =
      List.of("temperature", "top_p", "top_k", "tool_choice", "service_tier");
  private static final String ID = "[a-zA-Z0-9_-]+";

  @Override
  public List<String> read(String body, boolean stream) {
    Lines lines = new Lines();
    Node request = Node.parse(body);
    assertEquals("m", request.text("model"));
    assertEquals(stream, request.flag("stream"));
    if (request.take("system") instanceof String text) {
      lines.add("system", text);
    } else {
      request.nodes("system").forEach(block -> block("system", block, lines));
    }
    List<Node> messages = request.nodes("messages");
    for (int i = 0; i < messages.size(); i++) {
      message(messages.get(i), i == 0, lines);
    }
    lines.allAnswered();
    Lines settings = new Lines();
    PLAIN.forEach(name -> settings.maybe(name.replace('_', ' '), request.take(name)));
    settings.maybe("stop", request.take("stop_sequences"));
    assertTrue(request.has("max_tokens"), "max_tokens is missing");
    settings.add("max", request.take("max_tokens"));
    request.nodes("tools").forEach(tool -> tool(tool, settings));
    if (request.has("metadata")) {
      settings.add("user", request.node("metadata").text("user_id"));
    }
    settings.maybe("thinking", request.take("thinking"));
    if (request.has("output_config")) {
      output(request.node("output_config"), settings);
    }
    request.end();
    lines.sorted(settings);
    return lines.all();
  }

  private static void output(Node output, Lines settings) {
    settings.maybe("reasoning effort", output.take("effort"));
    if (output.has("format")) {
      Node format = output.node("format");
      assertEquals("json_schema", format.text("type"));
      settings.add("format", format.node("schema").json());
      format.end();
    }
    output.end();
  }

  private static void message(Node message, boolean first, Lines lines) {
    String role = message.text("role");
    assertTrue(List.of("user", "assistant").contains(role), role);
    assertTrue(!first || role.equals("user"), "the user begins");
    if (message.take("content") instanceof String text) {
      lines.allAnswered();
      assertFalse(text.isBlank(), "empty content");
      lines.add(role, text);
    } else {
      List<String> types = new ArrayList<>();
      for (Node block : message.nodes("content")) {
        String type = block(role, block, lines);
        boolean late = type.equals("tool_result") && !types.isEmpty();
        assertFalse(late && !types.get(types.size() - 1).equals(type), "a result comes first");
        types.add(type);
      }
      assertFalse(types.isEmpty(), "no content");
    }
    message.end();
  }

  private static String block(String role, Node block, Lines lines) {
    String type = block.text("type");
    if (!type.equals("tool_result") && !type.equals("tool_use")) {
      lines.allAnswered();
    }
    switch (type) {
      case "text" -> {
        String text = block.text("text");
        assertFalse(text.isBlank(), "text content blocks must be non-empty");
        lines.add(role, text);
      }
      case "image" -> source(role + " image", block.node("source"), null, lines);
      case "document" -> {
        source(role + " document", block.node("source"), block.textOr("title", null), lines);
        lines.maybe(role + " document context", block.take("context"));
        lines.maybe(role + " document citations", block.take("citations"));
      }
      case "thinking" -> {
        assertEquals("assistant", role);
        lines.add("thinking", block.text("thinking"));
        lines.signed(block.text("signature"));
      }
      case "tool_use" -> {
        assertEquals("assistant", role);
        String id = block.text("id");
        assertTrue(id.matches(ID), id);
        block.skip("caller");
        Object input = block.take("input");
        lines.call(id, block.text("name"), Node.of("input", input).json());
      }
      case "tool_result" -> result(block, lines);
      default -> throw new AssertionError("no block: " + type);
    }
    lines.maybe("cache mark", block.take("cache_control"));
    block.end();
    return type;
  }

  private static void result(Node block, Lines lines) {
    String who = "result " + lines.answers(block.text("tool_use_id"), null);
    if (block.flag("is_error")) {
      who += " error";
    }
    if (block.take("content") instanceof String text) {
      lines.add(who, text);
      return;
    }
    for (Node part : block.nodes("content")) {
      assertEquals("text", part.text("type"));
      lines.add(who, part.text("text"));
      part.end();
    }
  }

  private static void source(String word, Node source, String name, Lines lines) {
    switch (source.text("type")) {
      case "base64" -> lines.media(word, source.text("media_type"), source.text("data"), name);
      case "url" -> lines.media(word, "", source.text("url"), name);
      case "text" -> lines.media(word, source.text("media_type"), source.text("data"), name);
      default -> throw new AssertionError("no source");
    }
    source.end();
  }

  private static void tool(Node tool, Lines settings) {
    assertEquals("custom", tool.textOr("type", "custom"));
    String name = tool.text("name");
    settings.add("tool " + name, tool.node("input_schema").json());
    settings.maybe("tool " + name + " is", tool.take("description"));
    settings.maybe("tool " + name + " strict", tool.take("strict"));
    tool.end();
  }
}
