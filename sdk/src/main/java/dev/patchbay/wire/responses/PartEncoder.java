package dev.patchbay.wire.responses;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.Citation;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
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
    if (ContentWords.hasBreakpoint(Words.SPEAKS, text.info())) {
      return false;
    }
    unmarkable(text.info(), "a text");
    return scope.extras(text.info().extras()).isEmpty();
  }

  @Override
  public void text(JsonWriter writer, String text, PartInfo info) throws IOException {
    begin(writer, "input_text");
    writer.name("text").value(text);
    end(writer, info);
  }

  @Override
  public void image(JsonWriter writer, Part.Image image) throws IOException {
    begin(writer, "input_image");
    if (image.source() instanceof MediaSource.FileRef file) {
      writer.name("file_id").value(file.id());
    } else {
      writer.name("image_url").value(ContentWords.url(image.source(), Words.SPEAKS));
    }
    // Required by the vendor's types; the default is auto.
    writer.name("detail").value(image.detail());
    end(writer, image.info());
  }

  @Override
  public void document(JsonWriter writer, Part.Document document) throws IOException {
    begin(writer, "input_file");
    if (document.source() instanceof MediaSource.Url url) {
      writer.name("filename").value(document.title());
      writer.name("file_url").value(url.url());
    } else {
      ContentWords.file(writer, document, Words.SPEAKS);
    }
    end(writer, document.info());
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
    end(writer, info.withExtras(info.extras().without(name)));
  }

  private void end(JsonWriter writer, PartInfo info) throws IOException {
    if (!ContentWords.hasBreakpoint(Words.SPEAKS, info)) {
      unmarkable(info, "a part");
    }
    extras(writer, Mark.off(info.extras()));
    writer.endObject();
  }

  /** Declares a cache mark that is not the protocol's own. */
  void unmarkable(PartInfo info, String where) {
    contents.unmarkable(info, where);
  }

  /** Unknown fields, as far as they may be sent. */
  void extras(JsonWriter writer, JsonFields extras) throws IOException {
    contents.extras(writer, extras);
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
}
