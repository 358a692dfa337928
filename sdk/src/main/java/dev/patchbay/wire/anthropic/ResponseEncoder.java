package dev.patchbay.wire.anthropic;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.StopReason;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.ClientView;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.turn.ToolForms;
import dev.patchbay.wire.writing.Ending;
import dev.patchbay.wire.writing.Losses;
import java.io.IOException;
import java.util.List;

/** Encodes a whole answer for a client. One thread; one object serves one answer. */
final class ResponseEncoder {
  /** The fields of an answer with a place of their own. */
  static final List<String> KNOWN =
      List.of(
          "id",
          "type",
          "role",
          "model",
          "content",
          "stop_reason",
          "stop_sequence",
          "stop_details",
          "usage");

  static final Loss CITATION =
      new Loss("citations", "sources in another protocol's form were left out");
  static final Loss SOUND = new Loss("audio-output", "sound was replaced by what is said in it");
  static final Loss UNTOLD =
      new Loss("content-part", "a part the protocol has no form for was left out");

  /** The vendor's newer SDKs require these, null or not. */
  private static final List<String> NULLABLE = List.of("container", "diagnostics");

  private final Losses losses = new Losses();

  private ResponseEncoder() {}

  static Encoded encode(ChatResponse response, ClientView client) {
    ResponseEncoder encoder = new ResponseEncoder();
    byte[] body = Json.writeBytes(writer -> encoder.write(writer, response, client));
    return new Encoded(body, encoder.losses.list());
  }

  private void write(JsonWriter writer, ChatResponse response, ClientView client)
      throws IOException {
    if (response.choices().size() > 1) {
      losses.lost("choices", "only the first answer was kept");
    }
    writer.beginObject();
    head(writer, response.id(), client.model());
    writer.name("content").beginArray();
    for (Part part : response.message().parts()) {
      part(writer, part);
    }
    writer.endArray();
    finish(writer, Ending.of(response.choices(), Words.PROTOCOL));
    JsonFields extras = response.extras().in(Words.PROTOCOL);
    extras(writer, extras);
    writer.name("usage");
    UsageWords.encode(writer, response.usage(), response.serviceTier(), UsageWords.details(extras));
    writer.endObject();
  }

  static void head(JsonWriter writer, String id, String model) throws IOException {
    writer.name("id").value(id.isEmpty() ? "msg_unnamed" : id);
    writer.name("type").value("message");
    writer.name("role").value(Words.ASSISTANT);
    writer.name("model").value(model);
  }

  private void part(JsonWriter writer, Part part) throws IOException {
    if (part instanceof Part.Text text) {
      if (PartEncoder.ownCitations(text).size() < text.citations().size()) {
        losses.accept(CITATION);
      }
      if (!text.text().isEmpty()) {
        PartEncoder.ANSWER.answerText(writer, text, CacheMarks.none());
      }
    } else if (part instanceof Part.Refusal refusal) {
      PartEncoder.ANSWER.answerText(writer, new Part.Text(refusal.text()), CacheMarks.none());
    } else if (part instanceof Part.Thinking thinking) {
      PartEncoder.ANSWER.thinking(writer, thinking);
    } else if (part instanceof Part.OpaqueThinking redacted) {
      PartEncoder.ANSWER.redacted(writer, redacted);
    } else if (part instanceof Part.ToolCall call) {
      RawJson input = ToolForms.input(call, losses);
      PartEncoder.ANSWER.call(writer, call, input, CacheMarks.none());
    } else if (part instanceof Part.Unknown unknown && unknown.protocol().equals(Words.PROTOCOL)) {
      Json.raw(writer, unknown.raw());
    } else if (part instanceof Part.Audio audio && audio.transcript() != null) {
      losses.accept(SOUND);
      PartEncoder.ANSWER.answerText(writer, new Part.Text(audio.transcript()), CacheMarks.none());
    } else {
      losses.accept(UNTOLD);
    }
  }

  /** How the answer ended. */
  static void finish(JsonWriter writer, Ending ending) throws IOException {
    writer.name("stop_reason");
    RawJson word = ending.extras().get("stop_reason").orElse(null);
    if (ending.reason() == StopReason.OTHER && word != null) {
      Json.raw(writer, word);
    } else {
      writer.value(Words.stopWord(ending.reason()));
    }
    writer.name("stop_sequence").value(ending.stopSequence());
    nullable(writer, "stop_details", ending.extras());
  }

  /** Writes the answer's unknown fields; those newer SDKs require are null if unsaid. */
  static void extras(JsonWriter writer, JsonFields extras) throws IOException {
    JsonFields rest = extras.without(UsageWords.DETAILS);
    for (String name : NULLABLE) {
      nullable(writer, name, extras);
      rest = rest.without(name);
    }
    for (String name : KNOWN) {
      rest = rest.without(name);
    }
    Json.fields(writer, rest);
  }

  static void nullable(JsonWriter writer, String name, JsonFields extras) throws IOException {
    writer.name(name);
    RawJson value = extras.get(name).orElse(null);
    if (value == null) {
      writer.nullValue();
    } else {
      Json.raw(writer, value);
    }
  }
}
