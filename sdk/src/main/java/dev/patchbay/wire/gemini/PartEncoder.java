package dev.patchbay.wire.gemini;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.OpaqueTag;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.turn.ToolForms;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Parts as they are written, in a request or in an answer. One thread. */
final class PartEncoder {
  /** An answer's: what other protocols said is left out. */
  static final PartEncoder ANSWER = new PartEncoder(extras -> extras.in(Words.PROTOCOL));

  /** Kept under a part's data field, and written inside it. */
  private static final List<String> INSIDE = List.of(PartDecoder.CALL, "fileData", "inlineData");

  private final UnaryOperator<JsonFields> extras;

  private PartEncoder(UnaryOperator<JsonFields> extras) {
    this.extras = extras;
  }

  /** A request's: unknown fields that may not be sent are declared. */
  static PartEncoder of(Scope scope) {
    return new PartEncoder(scope::extras);
  }

  /** Writes a part that has a form here. */
  void part(JsonWriter writer, Part part, Consumer<Loss> losses) throws IOException {
    if (part instanceof Part.Unknown unknown) {
      Json.raw(writer, unknown.raw());
      return;
    }
    writer.beginObject();
    data(writer, part, losses);
    info(writer, part);
    writer.endObject();
  }

  private void data(JsonWriter writer, Part part, Consumer<Loss> losses) throws IOException {
    if (part instanceof Part.Text text) {
      writer.name("text").value(text.text());
    } else if (part instanceof Part.Refusal refusal) {
      writer.name("text").value(refusal.text());
    } else if (part instanceof Part.Thinking thinking) {
      writer.name("text").value(thinking.text()).name("thought").value(true);
    } else if (part instanceof Part.OpaqueThinking) {
      writer.name("text").value("").name("thought").value(true);
    } else if (part instanceof Part.ToolCall call) {
      call(writer, call, losses);
    } else if (part instanceof Part.Image image) {
      MediaParts.encode(writer, image.source(), image.info(), "image/jpeg");
    } else if (part instanceof Part.Audio audio) {
      MediaParts.encode(writer, audio.source(), audio.info(), "audio/wav");
    } else if (part instanceof Part.Document document) {
      document(writer, document);
    }
  }

  private void call(JsonWriter writer, Part.ToolCall call, Consumer<Loss> losses)
      throws IOException {
    writer.name(PartDecoder.CALL).beginObject();
    writer.name("id").value(call.id()).name("name").value(call.name());
    writer.name("args");
    Json.raw(writer, ToolForms.input(call, losses));
    Json.fields(writer, PartDecoder.inside(call.info(), PartDecoder.CALL));
    writer.endObject();
  }

  private static void document(JsonWriter writer, Part.Document document) throws IOException {
    if (document.source() instanceof MediaSource.PlainText plain) {
      writer.name("text").value(plain.text());
    } else {
      MediaParts.encode(writer, document.source(), document.info(), "application/pdf");
    }
  }

  /**
   * The signature on a part. What other protocols' issuers sealed in thinking has its place there
   * too, as long as it can be told from the vendor's own.
   */
  static @Nullable Opaque signature(Part part) {
    Opaque sealed = part.info().signature();
    if (sealed == null && part instanceof Part.Thinking thinking) {
      sealed = thinking.signature();
    } else if (part instanceof Part.OpaqueThinking secret) {
      sealed = secret.data();
    }
    boolean tells =
        sealed != null && (sealed == part.info().signature() || OpaqueTag.isTagged(sealed));
    return tells ? sealed : null;
  }

  private void info(JsonWriter writer, Part part) throws IOException {
    Opaque signature = signature(part);
    if (signature != null) {
      writer.name(Words.SIGNATURE).value(signature.value());
    }
    Json.fields(writer, extras.apply(part.info().extras()).without(INSIDE));
  }
}
