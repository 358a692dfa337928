package dev.patchbay.wire.anthropic;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Part;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.UntranslatableException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sources of images and documents, both ways. Stateless. */
final class MediaParts {
  /** What the vendor takes (Anthropic, Vision, read 2026-11-20). */
  private static final Set<String> IMAGE_TYPES =
      Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

  private static final String PDF = "application/pdf";
  private static final String PLAIN = "text/plain";

  /** How the first bytes of a kind of file look in base64. */
  private static final Map<String, String> MAGIC =
      Map.of(
          "iVBORw0KGgo", "image/png",
          "/9j/", "image/jpeg",
          "R0lGOD", "image/gif",
          "UklGR", "image/webp",
          "JVBERi", PDF);

  private MediaParts() {}

  /** The source of an image or document; null if this version has no word for it. */
  static @Nullable MediaSource decode(@Nullable Block source) {
    if (source == null) {
      return null;
    }
    return switch (source.string("type", "")) {
      case "base64" ->
          new MediaSource.Base64(source.string("media_type", ""), source.required("data"));
      case "url" -> new MediaSource.Url(source.required("url"));
      case "file" -> new MediaSource.FileRef(source.required("file_id"));
      case "text" ->
          new MediaSource.PlainText(source.string("media_type", PLAIN), source.required("data"));
      default -> null;
    };
  }

  /** A source the vendor takes for an image: data URLs as base64, types told by the bytes. */
  static MediaSource image(Part.Image image) {
    MediaSource source = inline(image.source());
    if (source instanceof MediaSource.Base64 bytes) {
      String type = typeOf(bytes);
      if (!IMAGE_TYPES.contains(type)) {
        throw new UntranslatableException(
            "image-type",
            "An image of type '" + type + "' cannot be sent: use JPEG, PNG, GIF or WebP");
      }
      return new MediaSource.Base64(type, bytes.data());
    }
    if (source instanceof MediaSource.PlainText) {
      throw new UntranslatableException("image-type", "Plain text was given as an image");
    }
    return source;
  }

  /** A source the vendor takes for a document. */
  static MediaSource document(Part.Document document) {
    MediaSource source = inline(document.source());
    if (!(source instanceof MediaSource.Base64 bytes)) {
      return source;
    }
    String type = typeOf(bytes);
    if (type.equals(PDF) || (type.isEmpty() && named(document, ".pdf"))) {
      return new MediaSource.Base64(PDF, bytes.data());
    }
    if (type.startsWith("text/") || type.equals("application/json")) {
      return new MediaSource.PlainText(PLAIN, text(bytes));
    }
    throw new UntranslatableException(
        "document-type", "A document of type '" + type + "' cannot be sent: use PDF or plain text");
  }

  private static boolean named(Part.Document document, String ending) {
    return document.title() != null && document.title().toLowerCase(Locale.ROOT).endsWith(ending);
  }

  private static String text(MediaSource.Base64 bytes) {
    try {
      return new String(Base64.getMimeDecoder().decode(bytes.data()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new UntranslatableException("document-type", "A text document is not valid base64");
    }
  }

  /** The type the bytes show, since the vendor refuses one that lies; else the one declared. */
  static String typeOf(MediaSource.Base64 bytes) {
    for (Map.Entry<String, String> magic : MAGIC.entrySet()) {
      if (bytes.data().startsWith(magic.getKey())) {
        return magic.getValue();
      }
    }
    String declared = bytes.mediaType().toLowerCase(Locale.ROOT);
    int parameters = declared.indexOf(';');
    String bare = (parameters < 0 ? declared : declared.substring(0, parameters)).strip();
    return bare.equals("image/jpg") ? "image/jpeg" : bare;
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
    int semicolon = head.indexOf(';');
    String type = semicolon < 0 ? head : head.substring(0, semicolon);
    String data = url.substring(comma + 1);
    if (head.endsWith(";base64")) {
      return new MediaSource.Base64(type.strip(), unwrapped(data));
    }
    try {
      byte[] bytes =
          URLDecoder.decode(data.replace("+", "%2B"), StandardCharsets.UTF_8)
              .getBytes(StandardCharsets.UTF_8);
      return new MediaSource.Base64(type.strip(), Base64.getEncoder().encodeToString(bytes));
    } catch (IllegalArgumentException e) {
      throw new UntranslatableException("data-url", "A data URL has a bad percent escape");
    }
  }

  /** Percent escapes and line breaks are known to be left in by clients. */
  private static String unwrapped(String base64) {
    String plain = base64;
    if (plain.indexOf('%') >= 0) {
      plain = plain.replace("%2B", "+").replace("%2F", "/").replace("%3D", "=");
      plain = plain.replace("%2b", "+").replace("%2f", "/").replace("%3d", "=");
    }
    boolean wrapped = plain.chars().anyMatch(Character::isWhitespace);
    return wrapped ? plain.replaceAll("\\s", "") : plain;
  }

  static void encode(JsonWriter writer, MediaSource source) throws IOException {
    writer.name("source").beginObject();
    if (source instanceof MediaSource.Base64 bytes) {
      writer.name("type").value("base64");
      writer.name("media_type").value(bytes.mediaType());
      writer.name("data").value(bytes.data());
    } else if (source instanceof MediaSource.Url address) {
      writer.name("type").value("url").name("url").value(address.url());
    } else if (source instanceof MediaSource.FileRef file) {
      writer.name("type").value("file").name("file_id").value(file.id());
    } else if (source instanceof MediaSource.PlainText text) {
      writer.name("type").value("text").name("media_type").value(PLAIN);
      writer.name("data").value(text.text());
    }
    writer.endObject();
  }
}
