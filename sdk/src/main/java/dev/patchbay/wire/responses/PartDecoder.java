package dev.patchbay.wire.responses;

import dev.patchbay.chat.Citation;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.Kept;
import dev.patchbay.wire.oai.ContentWords;
import dev.patchbay.wire.turn.DataUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Content parts of messages and results as they are read. Stateless. */
final class PartDecoder {
  /** In front of the type of a content part this version has no word for: it is no item. */
  static final String CONTENT = "content/";

  private static final RawJson EMPTY = RawJson.of("[]");

  @FunctionalInterface
  private interface Reader {
    Part read(Block part);
  }

  private static final Map<String, Reader> READERS =
      Map.of(
          "input_text", PartDecoder::text,
          "output_text", PartDecoder::text,
          "text", PartDecoder::text,
          "refusal", part -> new Part.Refusal(part.string("refusal", ""), info(part)),
          "input_image", PartDecoder::image,
          "input_file", PartDecoder::file,
          "input_audio", PartDecoder::audio);

  private PartDecoder() {}

  /** The content under a name: nothing, a text, or an array of parts. */
  static List<Part> content(Block holder, String name) {
    return ContentWords.read(holder, name, PartDecoder::decode);
  }

  static Part decode(Block part) {
    String type = part.string("type", part.has("text") ? "text" : "");
    Reader reader = READERS.get(type);
    return reader == null ? unknown(part, type) : reader.read(part);
  }

  private static Part unknown(Block part, String type) {
    return new Part.Unknown(Words.PROTOCOL, CONTENT + type, part.raw());
  }

  private static Part text(Block part) {
    String text = part.string("text", "");
    List<Citation> citations = citations(part);
    RawJson logprobs = part.peek("logprobs");
    if (logprobs != null && logprobs.equals(EMPTY)) {
      part.take("logprobs");
    }
    return new Part.Text(text, citations, info(part));
  }

  private static Part image(Block part) {
    String url = part.string("image_url");
    String id = part.string("file_id");
    if (url == null && id == null) {
      return unknown(part, "input_image");
    }
    String detail = part.string("detail");
    MediaSource source = url == null && id != null ? new MediaSource.FileRef(id) : source(url);
    return new Part.Image(source, detail, info(part));
  }

  private static Part file(Block part) {
    String id = part.string("file_id");
    String data = part.string("file_data");
    String url = part.string("file_url");
    if (id == null && data == null && url == null) {
      return unknown(part, "input_file");
    }
    String name = part.string("filename");
    MediaSource source =
        id != null
            ? new MediaSource.FileRef(id)
            : data != null ? ContentWords.data(data) : source(url);
    return new Part.Document(source, name, null, null, info(part));
  }

  private static Part audio(Block part) {
    Block audio = part.object("input_audio");
    if (audio == null) {
      return unknown(part, "input_audio");
    }
    MediaSource source = ContentWords.sound(audio);
    return new Part.Audio(source, null, info(part, "input_audio", audio));
  }

  /** An address as {@link DataUrl} reads it; an absent one is empty. */
  static MediaSource source(@Nullable String given) {
    return DataUrl.source(given == null ? "" : given);
  }

  /** What hangs on a part, after everything else of it was taken. */
  private static PartInfo info(Block part) {
    String ttl = part.has(ContentWords.BREAKPOINT) ? "" : null;
    return PartInfo.of(ttl, part.spokenRest());
  }

  /** As {@link #info(Block)}; unknown fields of the object inside go under its name. */
  private static PartInfo info(Block part, String name, Block inner) {
    PartInfo info = info(part);
    return info.withExtras(info.extras().and(Kept.under(Words.SPEAKS, name, inner.spokenRest())));
  }

  private static List<Citation> citations(Block part) {
    List<Citation> citations = new ArrayList<>();
    for (Block annotation : part.objects("annotations")) {
      citations.add(citation(annotation));
    }
    return citations;
  }

  static Citation citation(Block annotation) {
    String title = annotation.string("title");
    String file = annotation.string("filename");
    return new Citation(
        Words.PROTOCOL,
        annotation.string("url"),
        title == null ? file : title,
        null,
        annotation.integer("start_index"),
        annotation.integer("end_index"),
        annotation.raw());
  }

  /** The fields of the object kept under a name among the extras. */
  static JsonFields inside(JsonFields extras, String name) {
    return Kept.inside(Words.SPEAKS, extras, name);
  }
}
