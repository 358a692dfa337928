package dev.patchbay.wire.openai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.Citation;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.oai.ContentEncoder;
import dev.patchbay.wire.oai.ContentWords;
import java.io.IOException;
import java.util.List;

/** Content parts of a request, as one target takes them. One thread. */
final class PartEncoder implements ContentEncoder.Form {
  private final Scope scope;
  private final ContentEncoder contents;

  PartEncoder(Scope scope) {
    this.scope = scope;
    this.contents = new ContentEncoder(scope, this);
  }

  /** What the user, an instruction or a tool says. */
  void content(JsonWriter writer, String name, List<Part> parts) throws IOException {
    contents.encode(writer, name, parts);
  }

  @Override
  public boolean isPlain(Part.Text text) {
    boolean marked = text.info().cacheTtl() != null && scope.has(Quirk.KEEPS_CACHE_CONTROL);
    if (!marked && !ContentWords.hasBreakpoint(Words.SPEAKS, text.info())) {
      unmarkable(text.info(), "a text");
    }
    return !marked && scope.extras(text.info().extras()).isEmpty();
  }

  @Override
  public void text(JsonWriter writer, String text, PartInfo info) throws IOException {
    begin(writer, "text");
    writer.name("text").value(text);
    end(writer, info, "text");
  }

  @Override
  public void image(JsonWriter writer, Part.Image image) throws IOException {
    String url = ContentWords.url(image.source(), Words.SPEAKS);
    begin(writer, "image_url");
    writer.name("image_url").beginObject();
    writer.name("url").value(url);
    writer.name("detail").value(image.detail());
    endInner(writer, image.info(), "image_url");
  }

  @Override
  public void document(JsonWriter writer, Part.Document document) throws IOException {
    begin(writer, "file");
    writer.name("file").beginObject();
    ContentWords.file(writer, document, Words.SPEAKS);
    endInner(writer, document.info(), "file");
  }

  @Override
  public void audio(JsonWriter writer, PartInfo info, Json.Printer sound) throws IOException {
    begin(writer, "input_audio");
    writer.name("input_audio").beginObject();
    sound.print(writer);
    endInner(writer, info, "input_audio");
  }

  void unknown(JsonWriter writer, Message.Unknown unknown) throws IOException {
    contents.unknown(writer, unknown);
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
    if (!ContentWords.hasBreakpoint(Words.SPEAKS, info)) {
      mark(writer, info, name);
    }
    extras(writer, info.extras().without(name));
    writer.endObject();
  }

  /** Writes a cache mark where the target knows it and the kind of part may carry it. */
  private void mark(JsonWriter writer, PartInfo info, String type) throws IOException {
    if (!scope.has(Quirk.KEEPS_CACHE_CONTROL) || type.equals("input_audio")) {
      unmarkable(info, "a part");
    } else if (info.cacheTtl() != null) {
      writer.name("cache_control").beginObject();
      writer.name("type").value("ephemeral");
      writer.name("ttl").value(info.cacheTtl().isEmpty() ? null : info.cacheTtl());
      writer.endObject();
    }
  }

  /** Declares a cache mark that nothing here can carry. */
  void unmarkable(PartInfo info, String where) {
    contents.unmarkable(info, where);
  }

  /** Unknown fields, as far as they may be sent. */
  void extras(JsonWriter writer, JsonFields extras) throws IOException {
    contents.extras(writer, extras);
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
