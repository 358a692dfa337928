package dev.patchbay.wire.anthropic;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.Citation;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.turn.ToolForms;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

/** Content blocks as they are written, in a request or in an answer. One thread. */
final class PartEncoder {
  /** An answer's: what other protocols said is left out. */
  static final PartEncoder ANSWER =
      new PartEncoder(Place.ANSWER, extras -> extras.in(Words.PROTOCOL));

  /** Where an encoded block stands; what a place does not take is written differently. */
  private enum Place {
    /** In a request. */
    REQUEST,
    /** In an answer for a client, whose SDK wants the fields newer versions require. */
    ANSWER
  }

  private final Place place;
  private final UnaryOperator<JsonFields> extras;

  private PartEncoder(Place place, UnaryOperator<JsonFields> extras) {
    this.place = place;
    this.extras = extras;
  }

  /** A request's: unknown fields that may not be sent are declared. */
  static PartEncoder of(Scope scope) {
    return new PartEncoder(Place.REQUEST, scope::extras);
  }

  /** Writes a part of a history that the filter has let through. */
  void part(JsonWriter writer, Part part, boolean models, Scope scope, CacheMarks marks)
      throws IOException {
    if (part instanceof Part.Text text && models) {
      answerText(writer, text, marks);
    } else if (part instanceof Part.Text text) {
      text(writer, text.text(), text.info(), marks);
    } else if (part instanceof Part.Image image) {
      image(writer, image, marks);
    } else if (part instanceof Part.Document document) {
      document(writer, document, marks);
    } else if (part instanceof Part.Thinking thinking) {
      thinking(writer, thinking);
    } else if (part instanceof Part.OpaqueThinking redacted) {
      redacted(writer, redacted);
    } else if (part instanceof Part.ToolCall call) {
      call(writer, call, ToolForms.input(call, scope::lost), marks);
    } else if (part instanceof Part.Unknown unknown) {
      Json.raw(writer, unknown.raw());
    }
  }

  /** Writes a text block of a request: the vendor refuses citations in what a user says. */
  void text(JsonWriter writer, String text, PartInfo info, CacheMarks marks) throws IOException {
    writer.beginObject().name("type").value("text");
    writer.name("text").value(text);
    info(writer, info, marks);
    writer.endObject();
  }

  /** Writes a text block of the model's, with its sources; none are left out, never null. */
  void answerText(JsonWriter writer, Part.Text text, CacheMarks marks) throws IOException {
    writer.beginObject().name("type").value("text");
    writer.name("text").value(text.text());
    List<Citation> own = ownCitations(text);
    if (!own.isEmpty()) {
      writer.name("citations").beginArray();
      for (Citation citation : own) {
        Json.raw(writer, citation.raw());
      }
      writer.endArray();
    }
    info(writer, text.info(), marks);
    writer.endObject();
  }

  /** Citations this protocol wrote; those of others have no form here. */
  static List<Citation> ownCitations(Part.Text text) {
    return text.citations().stream().filter(c -> c.protocol().equals(Words.PROTOCOL)).toList();
  }

  void thinking(JsonWriter writer, Part.Thinking thinking) throws IOException {
    writer.beginObject().name("type").value("thinking");
    writer.name("thinking").value(thinking.text());
    Opaque signature = thinking.signature();
    writer.name("signature").value(signature == null ? "" : signature.value());
    Json.fields(writer, extras.apply(thinking.info().extras()));
    writer.endObject();
  }

  void redacted(JsonWriter writer, Part.OpaqueThinking thinking) throws IOException {
    writer.beginObject().name("type").value("redacted_thinking");
    writer.name("data").value(thinking.data().value());
    Json.fields(writer, extras.apply(thinking.info().extras()));
    writer.endObject();
  }

  /** Writes a call; its input is an object already. */
  void call(JsonWriter writer, Part.ToolCall call, RawJson input, CacheMarks marks)
      throws IOException {
    writer.beginObject().name("type").value("tool_use");
    writer.name("id").value(call.id());
    writer.name("name").value(call.name());
    writer.name("input");
    Json.raw(writer, input);
    caller(writer, call.info());
    info(writer, call.info(), marks);
    writer.endObject();
  }

  void caller(JsonWriter writer, PartInfo info) throws IOException {
    if (place == Place.ANSWER && extras.apply(info.extras()).get("caller").isEmpty()) {
      writer.name("caller");
      Json.raw(writer, PartDecoder.DIRECT_CALLER);
    }
  }

  void image(JsonWriter writer, Part.Image image, CacheMarks marks) throws IOException {
    writer.beginObject().name("type").value("image");
    MediaParts.encode(writer, MediaParts.image(image));
    info(writer, image.info(), marks);
    writer.endObject();
  }

  void document(JsonWriter writer, Part.Document document, CacheMarks marks) throws IOException {
    writer.beginObject().name("type").value("document");
    MediaParts.encode(writer, MediaParts.document(document));
    if (document.title() != null) {
      writer.name("title").value(document.title());
    }
    if (document.context() != null) {
      writer.name("context").value(document.context());
    }
    if (document.citations() != null) {
      writer.name("citations").beginObject();
      writer.name("enabled").value(document.citations()).endObject();
    }
    info(writer, document.info(), marks);
    writer.endObject();
  }

  void info(JsonWriter writer, PartInfo info, CacheMarks marks) throws IOException {
    String ttl = marks.next(info);
    if (ttl != null) {
      writer.name("cache_control").beginObject().name("type").value("ephemeral");
      if (!ttl.isEmpty()) {
        writer.name("ttl").value(ttl);
      }
      writer.endObject();
    }
    Json.fields(writer, extras.apply(info.extras()));
  }
}
