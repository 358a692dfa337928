package dev.patchbay.wire.gemini;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.UntranslatableException;
import dev.patchbay.wire.turn.DataUrl;
import dev.patchbay.wire.turn.MediaType;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Images, documents and sounds, both ways. Stateless. */
final class MediaParts {
  private static final String INLINE = "inlineData";
  private static final String FILE = "fileData";
  private static final String TYPE = "mimeType";

  private static final Map<String, String> ENDINGS =
      Map.of(
          ".png", "image/png",
          ".jpg", "image/jpeg",
          ".jpeg", "image/jpeg",
          ".webp", "image/webp",
          ".gif", "image/gif",
          ".pdf", "application/pdf",
          ".mp3", "audio/mp3",
          ".wav", "audio/wav");

  /** Videos there are taken by all models. */
  private static final Pattern YOUTUBE =
      Pattern.compile("https?://(www\\.|m\\.)?(youtube\\.com|youtu\\.be)/");

  private MediaParts() {}

  /** A part with media in it; null if this version has no word for its type. */
  static @Nullable Part decode(Block block, @Nullable Opaque signature) {
    boolean inline = block.has(INLINE);
    String name = inline ? INLINE : FILE;
    RawJson raw = block.take(name);
    if (raw == null) {
      return null;
    }
    Block data = Words.block(raw, block.path() + "." + name);
    String type = data.string(TYPE, "");
    MediaSource source = inline ? bytes(type, data) : file(data.required("fileUri"));
    String title = data.string("displayName");
    PartInfo info = info(block, signature, inline ? "" : type, name, data);
    String kind = type.substring(0, Math.max(0, type.indexOf('/')));
    Part part =
        switch (kind) {
          case "image" -> new Part.Image(source, null, info);
          case "audio" -> new Part.Audio(source, null, info);
          case "application", "text" -> new Part.Document(source, title, null, null, info);
          default -> null;
        };
    if (part == null) {
      block.putBack(name, raw);
    }
    return part;
  }

  private static MediaSource bytes(String type, Block data) {
    return new MediaSource.Base64(type, data.required("data"));
  }

  private static MediaSource file(String uri) {
    return isStored(uri) ? new MediaSource.FileRef(uri) : new MediaSource.Url(uri);
  }

  /** True for what lies at the vendor: there alone the address means anything. */
  static boolean isStored(String uri) {
    return uri.startsWith("gs://")
        || uri.startsWith("files/")
        || uri.contains("generativelanguage.googleapis.com/");
  }

  /** A file's type, and what else is said of it, are kept under the field's name. */
  private static PartInfo info(
      Block block, @Nullable Opaque signature, String type, String name, Block data) {
    PartInfo info = PartDecoder.info(block, signature);
    JsonFields rest = data.spokenRest();
    if (!type.isEmpty()) {
      rest = rest.and(JsonFields.of(Words.PROTOCOL, TYPE, RawJson.string(type)));
    }
    return rest.isEmpty()
        ? info
        : info.withExtras(
            info.extras().and(JsonFields.of(Words.PROTOCOL, name, RawJson.object(rest))));
  }

  /** True for what every model fetches. */
  static boolean isReached(Part part) {
    return part instanceof Part.Image image && isReached(image.source())
        || part instanceof Part.Audio audio && isReached(audio.source())
        || part instanceof Part.Document document && isReached(document.source());
  }

  private static boolean isReached(MediaSource source) {
    return source instanceof MediaSource.Url address && YOUTUBE.matcher(address.url()).lookingAt();
  }

  /**
   * Checks that the target can get at what a source names.
   *
   * @throws UntranslatableException if it would have to fetch it and cannot
   */
  static void check(MediaSource source, Scope scope) {
    boolean elsewhere =
        DataUrl.inline(source) instanceof MediaSource.Url address && !isReached(address);
    if (elsewhere && scope.has(Quirk.NO_URL_MEDIA)) {
      throw new UntranslatableException(
          "media-url",
          "The model "
              + scope.target().model()
              + " fetches nothing from other places: send the bytes instead of an address, or let the"
              + " router fetch it (media.fetch: public)");
    }
  }

  /** Writes a source as the part's data field. */
  static void encode(JsonWriter writer, MediaSource given, PartInfo info, String usual)
      throws IOException {
    MediaSource source = DataUrl.inline(given);
    if (source instanceof MediaSource.Base64 bytes) {
      String type = MediaType.of(bytes);
      writer.name(INLINE).beginObject();
      writer.name(TYPE).value(type.isEmpty() ? usual : type);
      writer.name("data").value(bytes.data());
      writer.endObject();
      return;
    }
    String uri = source instanceof MediaSource.Url url ? url.url() : stored(source);
    RawJson kept = PartDecoder.inside(info, FILE).get(TYPE).orElse(null);
    writer.name(FILE).beginObject();
    writer.name(TYPE).value(kept == null ? ending(uri, usual) : Block.text(kept));
    writer.name("fileUri").value(uri);
    writer.endObject();
  }

  private static String stored(MediaSource source) {
    if (source instanceof MediaSource.FileRef file && isStored(file.id())) {
      return file.id();
    }
    throw new UntranslatableException(
        "file-reference", "A file is stored at another provider: send its bytes instead");
  }

  private static String ending(String uri, String usual) {
    String path = uri.toLowerCase(Locale.ROOT).replaceFirst("[?#].*", "");
    int dot = path.lastIndexOf('.');
    return dot < 0 ? usual : ENDINGS.getOrDefault(path.substring(dot), usual);
  }
}
