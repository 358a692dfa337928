package dev.patchbay.wire.openai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.Citation;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.Kept;
import dev.patchbay.wire.oai.ContentWords;
import dev.patchbay.wire.turn.DataUrl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Content parts as they are read; {@link PartEncoder} writes them. Stateless. */
final class PartDecoder {
  private static final String CACHE = "cache_control";

  @FunctionalInterface
  private interface Reader {
    Part read(Block part);
  }

  private static final Map<String, Reader> READERS =
      Map.of(
          "text", PartDecoder::text,
          "image_url", PartDecoder::image,
          "input_audio", PartDecoder::audio,
          "file", PartDecoder::file,
          "refusal", part -> new Part.Refusal(part.string("refusal", ""), info(part)),
          "thinking", ThinkingWords::chunk);

  private PartDecoder() {}

  /** The content of a message: nothing, a text, or an array of parts. */
  static List<Part> content(Block message) {
    return ContentWords.read(message, "content", PartDecoder::decode);
  }

  static Part decode(Block part) {
    String type = part.string("type", part.has("text") ? "text" : "");
    Reader reader = READERS.get(type);
    return reader == null ? new Part.Unknown(Words.PROTOCOL, type, part.raw()) : reader.read(part);
  }

  private static Part text(Block part) {
    String text = part.string("text", "");
    List<Citation> citations = citations(part);
    return new Part.Text(text, citations, info(part));
  }

  private static Part image(Block part) {
    RawJson given = part.take("image_url");
    if (given != null && !given.isObject()) {
      String url = Json.read(given.text(), reader -> reader.nextString());
      return new Part.Image(DataUrl.source(url), null, info(part));
    }
    Block image = inner(part, "image_url", given);
    MediaSource source = DataUrl.source(image.required("url"));
    String detail = image.string("detail");
    return new Part.Image(source, detail, info(part, "image_url", image));
  }

  private static Part audio(Block part) {
    Block audio = inner(part, "input_audio", part.take("input_audio"));
    MediaSource source = ContentWords.sound(audio);
    return new Part.Audio(source, null, info(part, "input_audio", audio));
  }

  private static Part file(Block part) {
    Block file = inner(part, "file", part.take("file"));
    String id = file.string("file_id");
    String name = file.string("filename");
    MediaSource source =
        id == null ? ContentWords.data(file.required("file_data")) : new MediaSource.FileRef(id);
    return new Part.Document(source, name, null, null, info(part, "file", file));
  }

  private static Block inner(Block part, String name, @Nullable RawJson value) {
    return Words.block(value == null ? RawJson.EMPTY_OBJECT : value, part.path() + "." + name);
  }

  /** What hangs on a part, after everything else of it was taken. */
  static PartInfo info(Block part) {
    String ttl = cacheTtl(part);
    return PartInfo.of(ttl, part.rest());
  }

  /** As {@link #info(Block)}; unknown fields of the object inside go under its name. */
  static PartInfo info(Block part, String name, Block inner) {
    PartInfo info = info(part);
    return info.withExtras(info.extras().and(Kept.under(Words.SPEAKS, name, inner.rest())));
  }

  /** A cache mark, taken; null if there is none. OpenAI's own stays among the extras too. */
  static @Nullable String cacheTtl(Block part) {
    Block mark = part.object(CACHE);
    if (mark != null) {
      return mark.string("ttl", "");
    }
    return part.has(ContentWords.BREAKPOINT) ? "" : null;
  }

  /** The sources a text or message cites. */
  static List<Citation> citations(Block holder) {
    List<Citation> citations = new ArrayList<>();
    for (Block annotation : holder.objects("annotations")) {
      citations.add(citation(annotation));
    }
    return citations;
  }

  private static Citation citation(Block annotation) {
    Block url = inner(annotation, "url_citation", annotation.take("url_citation"));
    return new Citation(
        Words.PROTOCOL,
        url.string("url"),
        url.string("title"),
        url.string("content"),
        url.integer("start_index"),
        url.integer("end_index"),
        annotation.raw());
  }

  /** The fields of the object kept under a name among the extras. */
  static JsonFields inside(JsonFields extras, String name) {
    return Kept.inside(Words.SPEAKS, extras, name);
  }

  /** Writes a name with the literal null. */
  static void nothing(JsonWriter writer, String name) throws IOException {
    Kept.nothing(writer, name);
  }
}
