package dev.patchbay.clients;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.Reasoning;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.chat.Tool;
import dev.patchbay.json.RawJson;
import org.jspecify.annotations.Nullable;

/** What a request says, as a codec decoded it: one line for each thing. */
final class Said {
  private Said() {}

  static Seen of(ChatRequest request) {
    Seen said = new Seen().said("model", request.model());
    request.messages().forEach(message -> message(said, message));
    request.tools().forEach(tool -> tool(said, tool));
    if (request.toolChoice() != null) {
      said.line("choice " + request.toolChoice().getClass().getSimpleName());
    }
    if (request.reasoning() != null) {
      reasoning(said, request.reasoning());
    }
    said.count("max", request.maxOutputTokens());
    if (request.sampling().temperature() != null) {
      said.line("temperature " + request.sampling().temperature());
    }
    request.stop().forEach(stop -> said.line("stop", stop));
    if (request.choices() > 1) {
      said.line("choices", request.choices());
    }
    if (request.responseFormat() instanceof ResponseFormat.JsonSchema format) {
      said.line("format", Seen.json(format.schema().text()));
    }
    return said;
  }

  private static void message(Seen said, Message message) {
    String role = message.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    if (message instanceof Message.Tool result) {
      said.line("result", result.callId(), result.error(), result.text());
      return;
    }
    message.parts().forEach(part -> part(said, role, part));
  }

  private static void part(Seen said, String role, Part part) {
    if (part instanceof Part.Text text) {
      said.line(role, text.text());
    } else if (part instanceof Part.Image image) {
      said.line(role + " image", source(image.source()), image.detail());
    } else if (part instanceof Part.Document document) {
      said.line(role + " document", source(document.source()), document.title());
    } else if (part instanceof Part.Thinking thinking) {
      said.line(role + " thinking", thinking.text(), value(thinking.signature()));
    } else if (part instanceof Part.ToolCall call) {
      said.call(call.id(), call.name(), call.arguments());
      said.said("signature", value(call.info().signature()));
    } else {
      said.line(role + " " + part);
    }
  }

  private static @Nullable String value(@Nullable Opaque opaque) {
    return opaque == null ? null : opaque.value();
  }

  private static String source(MediaSource source) {
    return source instanceof MediaSource.Base64 bytes
        ? bytes.mediaType() + " " + bytes.data()
        : source.toString();
  }

  private static void tool(Seen said, Tool tool) {
    if (tool instanceof Tool.Function function) {
      RawJson schema = function.schema();
      said.line("tool", function.name(), function.description());
      said.line("schema", schema == null ? null : Seen.json(schema.text()));
    } else {
      said.line("tool", tool.name());
    }
  }

  private static void reasoning(Seen said, Reasoning reasoning) {
    said.line("reasoning", reasoning.mode(), reasoning.effort(), reasoning.budgetTokens());
  }
}
