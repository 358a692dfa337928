package dev.patchbay.wire.openai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.Citation;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.ToolIds;
import dev.patchbay.wire.oai.TurnRules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Encodes the messages of one request, in order. One thread. */
final class MessageEncoder {
  private static final int SHORT_ID = 9;

  private final Scope scope;
  private final PartEncoder parts;

  MessageEncoder(Scope scope) {
    this.scope = scope;
    this.parts = new PartEncoder(scope);
  }

  void encode(JsonWriter writer, List<Message> messages) throws IOException {
    writer.beginArray();
    for (int i = 0; i < messages.size(); i++) {
      message(writer, messages.get(i), i == messages.size() - 1);
    }
    writer.endArray();
  }

  private void message(JsonWriter writer, Message message, boolean last) throws IOException {
    if (message instanceof Message.System system) {
      system(writer, system);
    } else if (message instanceof Message.User user) {
      user(writer, user);
    } else if (message instanceof Message.Assistant assistant) {
      assistant(writer, assistant, last);
    } else if (message instanceof Message.Tool result) {
      tool(writer, result);
    } else if (message instanceof Message.Unknown unknown) {
      parts.unknown(writer, unknown);
    }
  }

  private void system(JsonWriter writer, Message.System system) throws IOException {
    begin(writer, new TurnRules(scope).role(system));
    parts.content(writer, "content", system.parts());
    end(writer, system.name(), system.extras());
  }

  private void user(JsonWriter writer, Message.User user) throws IOException {
    begin(writer, Words.USER);
    parts.content(writer, "content", user.parts());
    end(writer, user.name(), user.extras());
  }

  private void assistant(JsonWriter writer, Message.Assistant message, boolean last)
      throws IOException {
    order(message.parts());
    begin(writer, Words.ASSISTANT);
    said(writer, message);
    thinking(writer, message.parts());
    annotations(writer, message.parts());
    audio(writer, message.parts());
    calls(writer, message.toolCalls());
    if (last && scope.has(Quirk.PREFIX_FLAG) && message.toolCalls().isEmpty()) {
      writer.name("prefix").value(true);
    }
    end(writer, message.name(), message.extras());
  }

  private void order(List<Part> said) {
    boolean called = false;
    for (Part part : said) {
      if (called && !(part instanceof Part.ToolCall)) {
        scope.lost("part-order", "What followed a tool call stands before it");
      }
      called |= part instanceof Part.ToolCall;
    }
  }

  /** Content and refusal. Content may be null only beside something else. */
  private void said(JsonWriter writer, Message.Assistant message) throws IOException {
    List<Part> content = new ArrayList<>();
    StringBuilder refusal = new StringBuilder();
    for (Part part : message.parts()) {
      if (part instanceof Part.Refusal refused && !scope.has(Quirk.STRICT_FIELDS)) {
        refusal.append(refused.text());
      } else if (part instanceof Part.Refusal refused) {
        scope.lost("refusal", "A refusal in the history was sent as text");
        content.add(new Part.Text(refused.text()));
      } else if (!isSaidElsewhere(part)) {
        content.add(part);
      }
    }
    boolean nothing = content.isEmpty() && (!message.toolCalls().isEmpty() || !refusal.isEmpty());
    if (nothing || (content.isEmpty() && hasVoice(message))) {
      PartDecoder.nothing(writer, "content");
    } else {
      parts.content(writer, "content", content);
    }
    if (!refusal.isEmpty()) {
      writer.name("refusal").value(refusal.toString());
    }
  }

  private static boolean isSaidElsewhere(Part part) {
    return ThinkingWords.isThinking(part)
        || part instanceof Part.ToolCall
        || part instanceof Part.Audio;
  }

  private static boolean hasVoice(Message message) {
    return message.parts().stream().anyMatch(Part.Audio.class::isInstance);
  }

  /** Reasoning goes back only where it is wanted, and signed reasoning only to who signed it. */
  private void thinking(JsonWriter writer, List<Part> said) throws IOException {
    List<Part> thoughts = new ArrayList<>();
    for (Part part : said) {
      if (ThinkingWords.isThinking(part) && isOurs(part)) {
        thoughts.add(part);
      } else if (ThinkingWords.isThinking(part)) {
        scope.lost("thinking", "Reasoning the target cannot take back was left out");
      }
    }
    if (thoughts.isEmpty()) {
      return;
    }
    if (scope.has(Quirk.REASONING_DETAILS_BACK)) {
      ThinkingWords.details(writer, thoughts);
    } else {
      writer.name(ThinkingWords.CONTENT).value(ThinkingWords.text(thoughts));
    }
  }

  private boolean isOurs(Part part) {
    if (part instanceof Part.Thinking thinking && scope.has(Quirk.REASONING_CONTENT_BACK)) {
      return thinking.signature() == null || scope.isKnown(thinking.signature());
    }
    if (!scope.has(Quirk.REASONING_DETAILS_BACK)) {
      return false;
    }
    if (part instanceof Part.Thinking thinking) {
      return thinking.signature() == null || scope.isKnown(thinking.signature());
    }
    return part instanceof Part.OpaqueThinking opaque && scope.isKnown(opaque.data());
  }

  private void annotations(JsonWriter writer, List<Part> said) throws IOException {
    List<Citation> own = new ArrayList<>();
    for (Part part : said) {
      if (part instanceof Part.Text text) {
        own.addAll(text.citations());
      }
    }
    boolean foreign = own.removeIf(citation -> !citation.protocol().equals(Words.PROTOCOL));
    if (foreign || (!own.isEmpty() && scope.has(Quirk.STRICT_FIELDS))) {
      scope.lost("citations", "The sources of an answer in the history were left out");
    }
    if (!own.isEmpty() && !scope.has(Quirk.STRICT_FIELDS)) {
      writer.name("annotations");
      PartEncoder.annotations(writer, own);
    }
  }

  private void audio(JsonWriter writer, List<Part> said) throws IOException {
    for (Part part : said) {
      if (part instanceof Part.Audio audio) {
        RawJson id = AudioWords.kept(audio);
        if (id == null) {
          scope.lost("audio", "Sound in an answer of the history was left out");
        } else {
          writer.name(AudioWords.NAME).beginObject().name("id");
          Json.raw(writer, id);
          writer.endObject();
        }
      }
    }
  }

  private void calls(JsonWriter writer, List<Part.ToolCall> calls) throws IOException {
    if (calls.isEmpty()) {
      return;
    }
    writer.name("tool_calls").beginArray();
    for (Part.ToolCall call : calls) {
      parts.unmarkable(call.info(), "a tool call");
      JsonFields extras = scope.extras(call.info().extras());
      ToolWords.call(writer, call, id(call.id()), scope.toolName(call.name()), extras);
    }
    writer.endArray();
  }

  private void tool(JsonWriter writer, Message.Tool result) throws IOException {
    begin(writer, Words.TOOL);
    writer.name("tool_call_id").value(id(result.callId()));
    parts.unmarkable(result.info(), "a tool result");
    parts.content(writer, "content", result.parts());
    String name = result.name();
    end(writer, name == null ? null : scope.toolName(name), result.info().extras());
  }

  private String id(String id) {
    return scope.has(Quirk.TOOL_ID_NINE_ALNUM)
        ? ToolIds.alphanumeric(id, SHORT_ID)
        : ToolIds.word(id, Words.LONGEST_ID);
  }

  private static void begin(JsonWriter writer, String role) throws IOException {
    writer.beginObject();
    writer.name("role").value(role);
  }

  private void end(JsonWriter writer, @Nullable String name, JsonFields extras) throws IOException {
    writer.name("name").value(name);
    parts.extras(writer, extras);
    writer.endObject();
  }
}
