package dev.patchbay.wire.openai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.Citation;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Quirk;
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

  /** A message's content: a text where one is all there is, else an array. */
  void content(JsonWriter writer, List<Part> parts) throws IOException {
    writer.name("content");
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
    if (!(part instanceof Part.Text text)) {
      return false;
    }
    boolean marked = text.info().cacheTtl() != null && scope.has(Quirk.KEEPS_CACHE_CONTROL);
    if (text.info().cacheTtl() != null && !marked && !PartDecoder.hasBreakpoint(text.info())) {
      strip("a text");
    }
    return !marked && scope.extras(text.info().extras()).isEmpty();
  }

  private void part(JsonWriter writer, Part part) throws IOException {
    if (part instanceof Part.Text text) {
      text(writer, text.text(), text.info());
    } else if (part instanceof Part.Image image) {
      image(writer, image);
    } else if (part instanceof Part.Audio audio) {
      audio(writer, audio);
    } else if (part instanceof Part.Document document) {
      document(writer, document);
    } else if (part instanceof Part.Unknown unknown) {
      unknown(writer, unknown);
    } else {
      scope.lost("part", "A part of a kind this message cannot have was left out");
    }
  }

  private void text(JsonWriter writer, String text, PartInfo info) throws IOException {
    begin(writer, "text");
    writer.name("text").value(text);
    end(writer, info, "text");
  }

  private void image(JsonWriter writer, Part.Image image) throws IOException {
    String url = url(image.source());
    begin(writer, "image_url");
    writer.name("image_url").beginObject();
    writer.name("url").value(url);
    writer.name("detail").value(image.detail());
    endInner(writer, image.info(), "image_url");
  }

  private static String url(MediaSource source) {
    if (source instanceof MediaSource.Url url) {
      return url.url();
    }
    if (source instanceof MediaSource.Base64 bytes) {
      return "data:" + bytes.mediaType() + ";base64," + bytes.data();
    }
    throw new UntranslatableException(
        "image-file",
        "An image stored at a provider cannot be sent in "
            + Words.PROTOCOL
            + "; send its address or its bytes");
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
    endInner(writer, audio.info(), "input_audio");
  }

  private void document(JsonWriter writer, Part.Document document) throws IOException {
    if (document.context() != null) {
      scope.lost("document-context", "A document's context was left out");
    }
    if (Boolean.TRUE.equals(document.citations())) {
      scope.lost("document-citations", "A document cannot be asked to be cited");
    }
    if (document.source() instanceof MediaSource.PlainText plain) {
      text(writer, titled(document.title(), plain.text()), document.info());
      return;
    }
    begin(writer, "file");
    writer.name("file").beginObject();
    file(writer, document);
    endInner(writer, document.info(), "file");
  }

  private static String titled(@Nullable String title, String text) {
    return title == null ? text : title + "\n\n" + text;
  }

  private static void file(JsonWriter writer, Part.Document document) throws IOException {
    if (document.source() instanceof MediaSource.FileRef file) {
      writer.name("file_id").value(file.id());
      writer.name("filename").value(document.title());
    } else if (document.source() instanceof MediaSource.Base64 bytes) {
      boolean bare = bytes.mediaType().isEmpty();
      writer.name("filename").value(fileName(document.title(), bytes.mediaType()));
      writer.name("file_data").value(bare ? bytes.data() : url(bytes));
    } else {
      throw new UntranslatableException(
          "document-url",
          "A document cannot be sent by its address in " + Words.PROTOCOL + "; send its bytes");
    }
  }

  /** The server wants a name beside bytes. */
  private static String fileName(@Nullable String title, String mediaType) {
    if (title != null) {
      return title;
    }
    return mediaType.equals("application/pdf") ? "document.pdf" : "document";
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

  private void endInner(JsonWriter writer, PartInfo info, String name) throws IOException {
    extras(writer, PartDecoder.inside(info.extras(), name));
    writer.endObject();
    end(writer, info, name);
  }

  private void end(JsonWriter writer, PartInfo info, String name) throws IOException {
    mark(writer, info, name);
    extras(writer, info.extras().without(name));
    writer.endObject();
  }

  /** Writes a cache mark where the target knows it and the kind of part may carry it. */
  private void mark(JsonWriter writer, PartInfo info, String type) throws IOException {
    if (info.cacheTtl() == null || PartDecoder.hasBreakpoint(info)) {
      return;
    }
    if (!scope.has(Quirk.KEEPS_CACHE_CONTROL) || type.equals("input_audio")) {
      strip("a part");
      return;
    }
    writer.name("cache_control").beginObject();
    writer.name("type").value("ephemeral");
    if (!info.cacheTtl().isEmpty()) {
      writer.name("ttl").value(info.cacheTtl());
    }
    writer.endObject();
  }

  private void strip(String where) {
    scope.lost("cache-control", "The cache mark of " + where + " was left out");
  }

  /** Declares a cache mark that nothing here can carry. */
  void unmarkable(PartInfo info, String where) {
    if (info.cacheTtl() != null) {
      strip(where);
    }
  }

  /** Unknown fields, as far as they may be sent. */
  void extras(JsonWriter writer, JsonFields extras) throws IOException {
    Json.fields(writer, scope.extras(extras));
  }

  /** Citations as annotations; those of other protocols as far as they have an address. */
  static void annotations(JsonWriter writer, List<Citation> citations) throws IOException {
    writer.beginArray();
    for (Citation citation : citations) {
      if (citation.protocol().equals(Words.PROTOCOL)) {
        Json.raw(writer, citation.raw());
      } else if (citation.url() != null) {
        annotation(writer, citation);
      }
    }
    writer.endArray();
  }

  private static void annotation(JsonWriter writer, Citation citation) throws IOException {
    begin(writer, "url_citation");
    writer.name("url_citation").beginObject();
    writer.name("start_index").value(citation.start() == null ? 0 : citation.start());
    writer.name("end_index").value(citation.end() == null ? 0 : citation.end());
    writer.name("title").value(citation.title() == null ? "" : citation.title());
    writer.name("url").value(citation.url());
    writer.endObject();
    writer.endObject();
  }

  /** True if a citation can be told in this protocol. */
  static boolean isTellable(Citation citation) {
    return citation.protocol().equals(Words.PROTOCOL) || citation.url() != null;
  }
}
