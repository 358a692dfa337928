package dev.patchbay.wire.responses;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.ToolIds;
import dev.patchbay.wire.oai.TurnRules;
import dev.patchbay.wire.writing.WholeCalls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Encodes the messages of one request as items, in order. One thread. */
final class MessageEncoder {
  private final Scope scope;
  private final PartEncoder parts;
  private final Set<String> customCalls = new HashSet<>();

  MessageEncoder(Scope scope) {
    this.scope = scope;
    this.parts = new PartEncoder(scope);
  }

  void encode(JsonWriter writer, List<Message> messages) throws IOException {
    writer.beginArray();
    for (Message message : messages) {
      message(writer, message);
    }
    writer.endArray();
  }

  private void message(JsonWriter writer, Message message) throws IOException {
    if (message instanceof Message.System system) {
      system(writer, system);
    } else if (message instanceof Message.User user) {
      begin(writer, Words.USER, user.name(), user.extras());
      parts.content(writer, "content", user.parts());
      end(writer, user.extras());
    } else if (message instanceof Message.Assistant assistant) {
      assistant(writer, assistant);
    } else if (message instanceof Message.Tool result) {
      result(writer, result);
    } else if (message instanceof Message.Unknown unknown) {
      parts.unknown(writer, unknown);
    }
  }

  private void system(JsonWriter writer, Message.System system) throws IOException {
    String role = new TurnRules(scope).role(system);
    begin(writer, role, system.name(), system.extras());
    parts.content(writer, "content", system.parts());
    end(writer, system.extras());
  }

  private void begin(JsonWriter writer, String role, @Nullable String name, JsonFields extras)
      throws IOException {
    if (name != null) {
      scope.lost("participant-name", "The protocol has no name of a participant");
    }
    writer.beginObject();
    writer.name("type").value(Words.MESSAGE);
    Json.fields(writer, Mark.fields(extras));
    writer.name("role").value(role);
  }

  private void end(JsonWriter writer, JsonFields extras) throws IOException {
    parts.extras(writer, Mark.off(extras));
    writer.endObject();
  }

  private void assistant(JsonWriter writer, Message.Assistant message) throws IOException {
    if (message.name() != null) {
      scope.lost("participant-name", "The protocol has no name of a participant");
    }
    scope.extras(message.extras());
    for (ItemEncoder.Item item : ItemEncoder.items(sendable(message.parts()), "input")) {
      Part first = item.parts().get(0);
      if (first instanceof Part.Unknown unknown && !item.type().equals(Words.MESSAGE)) {
        Json.raw(writer, unknown.raw());
      } else if (first instanceof Part.ToolCall call) {
        call(writer, call);
      } else if (ThinkingWords.isThinking(first)) {
        reasoning(writer, first);
      } else {
        said(writer, item.parts());
      }
    }
  }

  /** What of an answer may be sent back. Reasoning goes with the item it led to, or not at all. */
  private List<Part> sendable(List<Part> said) {
    List<Part> sent = new ArrayList<>();
    for (Part part : said) {
      Part kept = ThinkingWords.isThinking(part) ? thought(part) : sendable(part);
      if (kept != null) {
        sent.add(kept);
      }
    }
    while (!sent.isEmpty() && ThinkingWords.isThinking(sent.get(sent.size() - 1))) {
      scope.lost("thinking", "Reasoning that led to nothing was left out: it would be refused");
      sent.remove(sent.size() - 1);
    }
    return sent;
  }

  /** Sealed reasoning goes to who sealed it; open reasoning only if it was an item before. */
  private @Nullable Part thought(Part part) {
    Opaque sealed = ThinkingWords.sealed(part);
    boolean known = sealed == null ? Mark.isIn(part.info().extras()) : scope.isKnown(sealed);
    if (!known) {
      scope.lost("thinking", "Reasoning the target cannot take back was left out");
    }
    return known ? part : null;
  }

  private @Nullable Part sendable(Part part) {
    if (part instanceof Part.Unknown unknown && !unknown.protocol().equals(Words.PROTOCOL)) {
      scope.lost("part", "A part of " + unknown.protocol() + " was left out: " + unknown.type());
      return null;
    }
    if (part instanceof Part.Audio audio) {
      scope.lost("audio", "Sound in an answer of the history was left out but for its words");
      return audio.transcript() == null ? null : new Part.Text(audio.transcript());
    }
    if (part instanceof Part.Image || part instanceof Part.Document) {
      scope.lost("part", "What an answer of the history shows was left out");
      return null;
    }
    return part;
  }

  private void said(JsonWriter writer, List<Part> said) throws IOException {
    writer.beginObject();
    writer.name("type").value(Words.MESSAGE);
    Json.fields(writer, Mark.fields(said.get(0).info().extras()));
    writer.name("role").value(Words.ASSISTANT);
    parts.said(writer, said);
    writer.endObject();
  }

  private void reasoning(JsonWriter writer, Part part) throws IOException {
    JsonFields mark = Mark.fields(part.info().extras());
    writer.beginObject();
    writer.name("type").value(Words.REASONING);
    Json.fields(writer, mark.without(List.of(ThinkingWords.SUMMARY, ThinkingWords.CONTENT)));
    String text = part instanceof Part.Thinking thinking ? thinking.text() : "";
    ThinkingWords.encode(writer, text, mark);
    Opaque sealed = ThinkingWords.sealed(part);
    if (sealed != null) {
      writer.name(ThinkingWords.ENCRYPTED).value(sealed.value());
    }
    parts.extras(writer, Mark.off(part.info().extras()));
    writer.endObject();
  }

  private void call(JsonWriter writer, Part.ToolCall call) throws IOException {
    boolean custom = call.kind() == Part.ToolCall.Kind.CUSTOM;
    String id = ToolIds.word(call.id(), Words.LONGEST_ID);
    if (custom) {
      customCalls.add(id);
    }
    parts.unmarkable(call.info(), "a tool call");
    writer.beginObject();
    writer.name("type").value(custom ? Words.CUSTOM_CALL : Words.CALL);
    Json.fields(writer, Mark.fields(call.info().extras()));
    writer.name("call_id").value(id);
    writer.name("name").value(scope.toolName(call.name()));
    writer
        .name(ItemEncoder.field(call.kind()))
        .value(WholeCalls.given(call.kind(), call.arguments()));
    parts.extras(writer, Mark.off(call.info().extras()));
    writer.endObject();
  }

  private void result(JsonWriter writer, Message.Tool result) throws IOException {
    String id = ToolIds.word(result.callId(), Words.LONGEST_ID);
    JsonFields mark = Mark.fields(result.info().extras());
    boolean custom = customCalls.contains(id) || mark.get("type").isPresent();
    parts.unmarkable(result.info(), "a tool result");
    writer.beginObject();
    writer.name("type").value(custom ? Words.CUSTOM_OUTPUT : Words.OUTPUT);
    Json.fields(writer, mark.without("type"));
    writer.name("call_id").value(id);
    parts.content(writer, "output", result.parts());
    end(writer, result.info().extras());
  }
}
