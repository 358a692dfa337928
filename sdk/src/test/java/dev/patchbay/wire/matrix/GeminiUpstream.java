package dev.patchbay.wire.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

/**
 * Reads a generateContent request as Google's reference describes it: turns that alternate and
 * begin with the user, as many responses as calls right behind them, one kind of data in a part, no
 * field it does not know. The model and the stream stand in the address.
 */
final class GeminiUpstream implements Upstream {
  private static final List<String> PLAIN =
      List.of(
          "temperature",
          "topP",
          "topK",
          "seed",
          "presencePenalty",
          "frequencyPenalty",
          "thinkingConfig");

  @Override
  public List<String> read(String body, boolean stream) {
    Lines lines = new Lines();
    Node request = Node.parse(body);
    if (request.has("systemInstruction")) {
      Node system = request.node("systemInstruction").skip("role");
      system.nodes("parts").forEach(part -> part("system", part, lines));
      system.end();
    }
    String last = "model";
    for (Node content : request.nodes("contents")) {
      String role = content.textOr("role", "user");
      assertTrue(List.of("user", "model").contains(role), role);
      assertFalse(role.equals(last), "turns alternate, the user begins");
      last = role;
      List<Node> parts = content.nodes("parts");
      assertFalse(parts.isEmpty(), "no parts");
      String who = role.equals("model") ? "assistant" : role;
      parts.forEach(part -> part(who, part, lines));
      content.end();
    }
    lines.allAnswered();
    Lines settings = new Lines();
    for (Node tool : request.nodes("tools")) {
      tool.nodes("functionDeclarations").forEach(function -> function(function, settings));
      tool.end();
    }
    if (request.has("toolConfig")) {
      Node config = request.node("toolConfig");
      settings.add("tool choice", config.node("functionCallingConfig").json());
      config.end();
    }
    settings.maybe("safety", request.take("safetySettings"));
    if (request.has("generationConfig")) {
      generation(request.node("generationConfig"), settings);
    }
    request.end();
    lines.sorted(settings);
    return lines.all();
  }

  private static void generation(Node config, Lines settings) {
    PLAIN.forEach(name -> settings.maybe(name, config.take(name)));
    assertTrue(config.number("candidateCount") <= 1, "one candidate");
    settings.maybe("max", config.take("maxOutputTokens"));
    settings.maybe("stop", config.take("stopSequences"));
    if (config.has("responseJsonSchema")) {
      assertEquals("application/json", config.text("responseMimeType"));
      settings.add("format", config.node("responseJsonSchema").json());
    }
    config.end();
  }

  private static void part(String who, Node part, Lines lines) {
    if (!part.has("functionCall") && !part.has("functionResponse")) {
      lines.allAnswered();
    }
    String signature = part.textOr("thoughtSignature", null);
    if (part.flag("thought")) {
      lines.add("thinking", part.text("text"));
    } else if (part.has("text")) {
      lines.add(who, part.text("text"));
    } else if (part.has("inlineData")) {
      Node data = part.node("inlineData");
      lines.media(
          who + (data.textOr("mimeType", "").startsWith("image/") ? " image" : " document"),
          data.text("mimeType"),
          data.text("data"),
          data.textOr("displayName", null));
      data.end();
    } else if (part.has("fileData")) {
      Node file = part.node("fileData");
      lines.media(who + " file", file.textOr("mimeType", ""), file.text("fileUri"), null);
      file.end();
    } else if (part.has("functionCall")) {
      assertEquals("assistant", who);
      Node call = part.node("functionCall");
      lines.call(
          call.textOr("id", null), call.text("name"), Node.of("args", call.take("args")).json());
      call.end();
    } else {
      assertEquals("user", who);
      Node response = part.node("functionResponse");
      int number = lines.answers(response.textOr("id", null), response.text("name"));
      lines.add("result " + number, response.node("response").json());
      response.end();
    }
    lines.signed(signature);
    part.end();
  }

  private static void function(Node function, Lines settings) {
    String name = function.text("name");
    settings.add("tool " + name, function.node("parametersJsonSchema").json());
    settings.maybe("tool " + name + " is", function.take("description"));
    function.end();
  }
}
