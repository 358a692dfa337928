package dev.patchbay.wire.gemini;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.UntranslatableException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Images, documents and sounds, both ways. Stateless. */
final class MediaParts {
  private static final String INLINE = "inlineData";
  private static final String FILE = "fileData";
  private static final String TYPE = "mimeType";

  /** How the first bytes of a kind of file look in base64. */
  private static final Map<String, String> MAGIC =
      Map.of(
          "iVBORw0KGgo", "image/png",
          "/9j/", "image/jpeg",
          "R0lGOD", "image/gif",
          "JVBERi", "application/pdf");

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

  /** Writes a source as the part's data field. */
  static void encode(JsonWriter writer, MediaSource given, PartInfo info, String usual)
      throws IOException {
    MediaSource source = inline(given);
    if (source instanceof MediaSource.Base64 bytes) {
      String type = typeOf(bytes);
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

  /** The type the bytes show, for the vendor reads them by it; else the one declared. */
  static String typeOf(MediaSource.Base64 bytes) {
    for (Map.Entry<String, String> magic : MAGIC.entrySet()) {
      if (bytes.data().startsWith(magic.getKey())) {
        return magic.getValue();
      }
    }
    String declared = bytes.mediaType().toLowerCase(Locale.ROOT);
    int parameters = declared.indexOf(';');
    return (parameters < 0 ? declared : declared.substring(0, parameters)).strip();
  }

  /** A {@code data:} URL as the bytes it holds; anything else as it is. */
  static MediaSource inline(MediaSource source) {
    if (!(source instanceof MediaSource.Url address)
        || !address.url().regionMatches(true, 0, "data:", 0, 5)) {
      return source;
    }
    String url = address.url();
    int comma = url.indexOf(',');
    if (comma < 0) {
      throw new UntranslatableException("data-url", "A data URL has no comma before its data");
    }
    String head = url.substring(5, comma).toLowerCase(Locale.ROOT);
    String type = head.split(";", 2)[0].strip();
    try {
      String data =
          URLDecoder.decode(url.substring(comma + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
      return new MediaSource.Base64(
          type,
          head.endsWith(";base64")
              ? data.replaceAll("\\s", "")
              : Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      throw new UntranslatableException("data-url", "A data URL has a bad percent escape");
    }
  }
}
