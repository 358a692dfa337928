package dev.patchbay.wire.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

/**
 * Reads a chat completion request as OpenAI's reference describes it: roles, results right behind
 * their calls, arguments as text, no field it does not know.
 */
final class OpenAiUpstream implements Upstream {
  private static final List<String> PLAIN =
      List.of(
          "temperature",
          "top_p",
          "seed",
          "presence_penalty",
          "frequency_penalty",
          "stop",
          "user",
          "safety_identifier",
          "metadata",
          "reasoning_effort",
          "prompt_cache_key",
          "store",
          "parallel_tool_calls",
          "tool_choice");

  @Override
  public List<String> read(String body, boolean stream) {
    Lines lines = new Lines();
    Node request = Node.parse(body);
    assertEquals("m", request.text("model"));
    assertEquals(stream, request.flag("stream"));
    Object options = request.take("stream_options");
    assertEquals(stream ? "{\"include_usage\":true}" : "null", Node.json(options));
    request.nodes("messages").forEach(message -> message(message, lines));
    lines.allAnswered();
    Lines settings = new Lines();
    PLAIN.forEach(name -> settings.maybe(name.replace('_', ' '), request.take(name)));
    settings.maybe("max", request.take("max_completion_tokens"));
    settings.maybe("max", request.take("max_tokens"));
    request.nodes("tools").forEach(tool -> tool(tool, settings));
    if (request.has("response_format")) {
      format(request.node("response_format"), settings);
    }
    request.end();
    lines.sorted(settings);
    return lines.all();
  }

  private static void message(Node message, Lines lines) {
    String role = message.text("role");
    switch (role) {
      case "system", "developer", "user" -> {
        lines.allAnswered();
        content(role, message, lines);
      }
      case "assistant" -> assistant(message, lines);
      case "tool" ->
          content(
              "result " + lines.answers(message.text("tool_call_id"), message.textOr("name", null)),
              message,
              lines);
      default -> throw new AssertionError("no role: " + role);
    }
    message.end();
  }

  private static void assistant(Node message, Lines lines) {
    lines.allAnswered();
    assertTrue(message.has("content") || message.has("tool_calls"), "an empty answer");
    if (message.has("content") && !message.take("content").equals("")) {
      content("assistant", message, lines);
    }
    message.skip("content", "refusal", "annotations");
    for (Node call : message.nodes("tool_calls")) {
      assertEquals("function", call.text("type"));
      Node function = call.node("function");
      lines.call(call.text("id"), function.text("name"), function.text("arguments"));
      function.end();
      call.end();
    }
  }

  private static void content(String who, Node message, Lines lines) {
    Object content = message.take("content");
    if (content instanceof String text) {
      assertFalse(text.isEmpty(), "empty content");
      lines.add(who, text);
      return;
    }
    List<Node> parts = message.nodes("content");
    assertFalse(parts.isEmpty(), "no content");
    parts.forEach(part -> part(who, part, lines));
  }

  private static void part(String who, Node part, Lines lines) {
    String type = part.text("type");
    switch (type) {
      case "text" -> lines.add(who, part.text("text"));
      case "image_url" -> {
        assertEquals("user", who);
        Node image = part.node("image_url");
        Media.url(who + " image", image.text("url"), image.textOr("detail", null), lines);
        image.end();
      }
      case "file" -> {
        assertEquals("user", who);
        Node file = part.node("file");
        Media.file(who + " document", file.text("file_data"), file.text("filename"), lines);
        file.end();
      }
      default -> throw new AssertionError("no part of a message: " + type);
    }
    part.end();
  }

  private static void tool(Node tool, Lines settings) {
    assertEquals("function", tool.text("type"));
    Node function = tool.node("function");
    String name = function.text("name");
    settings.add("tool " + name, function.node("parameters").json());
    settings.maybe("tool " + name + " is", function.take("description"));
    settings.maybe("tool " + name + " strict", function.take("strict"));
    function.end();
    tool.end();
  }

  private static void format(Node format, Lines settings) {
    assertEquals("json_schema", format.text("type"));
    Node schema = format.node("json_schema");
    settings.add("format", schema.node("schema").json());
    settings.maybe("format name", schema.take("name"));
    settings.maybe("format strict", schema.take("strict"));
    schema.end();
    format.end();
  }
}
