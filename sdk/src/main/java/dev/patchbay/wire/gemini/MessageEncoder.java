package dev.patchbay.wire.gemini;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.json.Json;
import dev.patchbay.json.RawJson;
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
  void system(JsonWriter writer, List<Part> system) throws IOException {
    if (!system.isEmpty()) {
      writer.name("systemInstruction").beginObject();
      parts(writer, system);
      writer.endObject();
    }
  }

  /** Writes the array of turns. */
  void encode(JsonWriter writer, List<Turn> turns) throws IOException {
    writer.beginArray();
    for (Turn turn : turns) {
      if (turn.raw() != null) {
        Json.raw(writer, turn.raw());
        continue;
      }
      writer.beginObject();
      writer.name("role").value(turn.role());
      content(writer, turn);
      Json.fields(writer, turn.extras());
      writer.endObject();
    }
    writer.endArray();
  }

  private void content(JsonWriter writer, Turn turn) throws IOException {
    writer.name("parts").beginArray();
    for (Message.Tool result : turn.results()) {
      result(writer, result);
    }
    for (Part part : turn.parts()) {
      parts.part(writer, part, scope::lost);
    }
    writer.endArray();
  }

  private void result(JsonWriter writer, Message.Tool result) throws IOException {
    writer.beginObject().name(MessageDecoder.RESULT).beginObject();
    writer.name("id").value(result.callId());
    writer.name("name").value(result.name());
    writer.name("response").beginObject();
    writer.name(result.error() ? MessageDecoder.ERROR : MessageDecoder.OUTPUT);
    String text = result.text();
    if (!result.error() && MessageDecoder.isStructure(text)) {
      Json.raw(writer, RawJson.of(text));
    } else {
      writer.value(text);
    }
    writer.endObject();
    List<Part> shown =
        result.parts().stream().filter(part -> !(part instanceof Part.Text)).toList();
    if (!shown.isEmpty()) {
      parts(writer, shown);
    }
    Json.fields(writer, scope.extras(result.info().extras()));
    writer.endObject().endObject();
  }

  private void parts(JsonWriter writer, List<Part> all) throws IOException {
    writer.name("parts").beginArray();
    for (Part part : all) {
      parts.part(writer, part, scope::lost);
    }
    writer.endArray();
  }
}
