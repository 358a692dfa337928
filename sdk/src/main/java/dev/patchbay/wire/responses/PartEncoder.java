package dev.patchbay.wire.responses;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.Citation;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.UntranslatableException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Content parts of a request, as one target takes them. One thread. */
final class PartEncoder {
  private final Scope scope;

  PartEncoder(Scope scope) {
    this.scope = scope;
  }

  /** What the user, an instruction or a tool says: a text where one is all there is. */
  void content(JsonWriter writer, String name, List<Part> parts) throws IOException {
    writer.name(name);
    if (parts.isEmpty()) {
      writer.value("");
    } else if (parts.size() == 1 && isPlain(parts.get(0))) {
      writer.value(((Part.Text) parts.get(0)).text());
    } else {
      writer.beginArray();
      for (Part part : parts) {
        part(writer, part);
      }
      writer.endArray();
    }
  }

  private boolean isPlain(Part part) {
    if (!(part instanceof Part.Text text) || PartDecoder.hasBreakpoint(text.info())) {
      return false;
    }
    unmarkable(text.info(), "a text");
    return scope.extras(text.info().extras()).isEmpty();
  }

  /** What the model said: the texts and refusals of one message. */
  void said(JsonWriter writer, List<Part> parts) throws IOException {
    writer.name("content");
    boolean plain = parts.size() == 1 && parts.get(0) instanceof Part.Text text && isBare(text);
    if (plain) {
      writer.value(((Part.Text) parts.get(0)).text());
      return;
    }
    writer.beginArray();
    for (Part part : parts) {
      if (part instanceof Part.Text text) {
        begin(writer, "output_text");
        writer.name("text").value(text.text());
        annotations(writer, text.citations());
        end(writer, text.info());
      } else if (part instanceof Part.Refusal refusal) {
        begin(writer, "refusal");
        writer.name("refusal").value(refusal.text());
        end(writer, refusal.info());
      } else if (part instanceof Part.Unknown unknown) {
        Json.raw(writer, unknown.raw());
      }
    }
    writer.endArray();
  }

  private static boolean isBare(Part.Text text) {
    return text.citations().isEmpty() && text.info().equals(PartInfo.NONE);
  }

  private void annotations(JsonWriter writer, List<Citation> citations) throws IOException {
    if (citations.stream().anyMatch(citation -> !ItemEncoder.isTellable(citation))) {
      scope.lost("citations", "Sources without an address were left out of the history");
    }
    if (!citations.isEmpty()) {
      writer.name("annotations");
      ItemEncoder.annotations(writer, citations);
    }
  }

  private void part(JsonWriter writer, Part part) throws IOException {
    if (part instanceof Part.Text text) {
      text(writer, text.text(), text.info());
    } else if (part instanceof Part.Image image) {
      image(writer, image);
    } else if (part instanceof Part.Document document) {
      document(writer, document);
    } else if (part instanceof Part.Audio audio) {
      audio(writer, audio);
    } else if (part instanceof Part.Unknown unknown) {
      unknown(writer, unknown);
    } else {
      scope.lost("part", "A part of a kind this message cannot have was left out");
    }
  }

  private void text(JsonWriter writer, String text, PartInfo info) throws IOException {
    begin(writer, "input_text");
    writer.name("text").value(text);
    end(writer, info);
  }

  private void image(JsonWriter writer, Part.Image image) throws IOException {
    begin(writer, "input_image");
    if (image.source() instanceof MediaSource.FileRef file) {
      writer.name("file_id").value(file.id());
    } else {
      writer.name("image_url").value(url(image.source()));
    }
    // Required by the vendor's types; the default is auto.
    writer.name("detail").value(image.detail());
    end(writer, image.info());
  }

  private static String url(MediaSource source) {
    if (source instanceof MediaSource.Url url) {
      return url.url();
    }
    if (source instanceof MediaSource.Base64 bytes) {
      return "data:" + bytes.mediaType() + ";base64," + bytes.data();
    }
    throw new UntranslatableException(
        "image-text", "An image cannot be plain text; send its address or its bytes");
  }

  private void document(JsonWriter writer, Part.Document document) throws IOException {
    if (document.context() != null) {
      scope.lost("document-context", "A document's context was left out");
    }
    if (Boolean.TRUE.equals(document.citations())) {
      scope.lost("document-citations", "A document cannot be asked to be cited");
    }
    if (document.source() instanceof MediaSource.PlainText plain) {
      String title = document.title();
      String text = title == null ? plain.text() : title + "\n\n" + plain.text();
      text(writer, text, document.info());
      return;
    }
    begin(writer, "input_file");
    file(writer, document);
    end(writer, document.info());
  }

  private static void file(JsonWriter writer, Part.Document document) throws IOException {
    if (document.source() instanceof MediaSource.FileRef file) {
      writer.name("file_id").value(file.id());
      writer.name("filename").value(document.title());
    } else if (document.source() instanceof MediaSource.Url url) {
      writer.name("filename").value(document.title());
      writer.name("file_url").value(url.url());
    } else if (document.source() instanceof MediaSource.Base64 bytes) {
      boolean bare = bytes.mediaType().isEmpty();
      writer.name("filename").value(fileName(document.title(), bytes.mediaType()));
      writer.name("file_data").value(bare ? bytes.data() : url(bytes));
    }
  }

  /** The server wants a name beside bytes. */
  private static String fileName(@Nullable String title, String mediaType) {
    if (title != null) {
      return title;
    }
    return mediaType.equals("application/pdf") ? "document.pdf" : "document";
  }

  private void audio(JsonWriter writer, Part.Audio audio) throws IOException {
    Set<Capability> capabilities = scope.target().capabilities();
    if (capabilities != null && !capabilities.contains(Capability.AUDIO_IN)) {
      throw new UntranslatableException(
          "audio", "The model " + scope.target().model() + " takes no sound");
    }
    if (!(audio.source() instanceof MediaSource.Base64 sound)) {
      throw new UntranslatableException(
          "audio-source", "Sound can be sent in " + Words.PROTOCOL + " only as bytes");
    }
    begin(writer, "input_audio");
    writer.name("input_audio").beginObject();
    writer.name("data").value(sound.data());
    if (!sound.mediaType().isEmpty()) {
      writer.name("format").value(Words.format(sound.mediaType()));
    }
    writer.endObject();
    end(writer, audio.info());
  }

  private void unknown(JsonWriter writer, Part.Unknown unknown) throws IOException {
    if (unknown.protocol().equals(Words.PROTOCOL)) {
      Json.raw(writer, unknown.raw());
    } else {
      scope.lost("part", "A part of " + unknown.protocol() + " was left out: " + unknown.type());
    }
  }

  private static void begin(JsonWriter writer, String type) throws IOException {
    writer.beginObject();
    writer.name("type").value(type);
  }

  private void end(JsonWriter writer, PartInfo info) throws IOException {
    if (!PartDecoder.hasBreakpoint(info)) {
      unmarkable(info, "a part");
    }
    extras(writer, Mark.off(info.extras()));
    writer.endObject();
  }

  /** Declares a cache mark that is not the protocol's own. */
  void unmarkable(PartInfo info, String where) {
    if (info.cacheTtl() != null) {
      scope.lost("cache-control", "The cache mark of " + where + " was left out");
    }
  }

  /** Unknown fields, as far as they may be sent. */
  void extras(JsonWriter writer, JsonFields extras) throws IOException {
    Json.fields(writer, scope.extras(extras));
  }
}
