package dev.patchbay.wire.anthropic;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.json.Json;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.turn.Turn;
import java.io.IOException;
import java.util.List;

/** Encodes the turns of one request, in order. One thread. */
final class MessageEncoder {
  private final Scope scope;
  private final PartEncoder parts;

  MessageEncoder(Scope scope) {
    this.scope = scope;
    this.parts = PartEncoder.of(scope);
  }

  /** Writes the system text, if there is any. */
  void system(JsonWriter writer, List<Part> system, CacheMarks marks) throws IOException {
    if (system.isEmpty()) {
      return;
    }
    writer.name("system");
    if (PartFilter.isPlainText(system)) {
      writer.value(((Part.Text) system.get(0)).text());
      return;
    }
    writer.beginArray();
    for (Part part : system) {
      parts.part(writer, part, false, scope, marks);
    }
    writer.endArray();
  }

  /** Writes the array of turns. */
  void encode(JsonWriter writer, List<Turn> turns, CacheMarks marks) throws IOException {
    writer.beginArray();
    for (Turn turn : turns) {
      if (turn.raw() != null) {
        Json.raw(writer, turn.raw());
        continue;
      }
      writer.beginObject();
      writer.name("role").value(turn.role());
      writer.name("content");
      content(writer, turn, marks);
      Json.fields(writer, turn.extras());
      writer.endObject();
    }
    writer.endArray();
  }

  private void content(JsonWriter writer, Turn turn, CacheMarks marks) throws IOException {
    if (turn.results().isEmpty() && PartFilter.isPlainText(turn.parts())) {
      writer.value(((Part.Text) turn.parts().get(0)).text());
      return;
    }
    writer.beginArray();
    for (Message.Tool result : turn.results()) {
      result(writer, result, marks);
    }
    for (Part part : turn.parts()) {
      parts.part(writer, part, turn.role().equals(Words.ASSISTANT), scope, marks);
    }
    writer.endArray();
  }

  private void result(JsonWriter writer, Message.Tool result, CacheMarks marks) throws IOException {
    writer.beginObject().name("type").value("tool_result");
    writer.name("tool_use_id").value(result.callId());
    if (PartFilter.isPlainText(result.parts())) {
      writer.name("content").value(((Part.Text) result.parts().get(0)).text());
    } else if (!result.parts().isEmpty()) {
      writer.name("content").beginArray();
      for (Part part : result.parts()) {
        parts.part(writer, part, false, scope, marks);
      }
      writer.endArray();
    }
    if (result.error()) {
      writer.name("is_error").value(true);
    }
    parts.info(writer, result.info(), marks);
    writer.endObject();
  }
}
