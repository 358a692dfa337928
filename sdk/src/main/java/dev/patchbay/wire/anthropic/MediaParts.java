package dev.patchbay.wire.anthropic;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Part;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.UntranslatableException;
import dev.patchbay.wire.turn.DataUrl;
import dev.patchbay.wire.turn.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sources of images and documents, both ways. Stateless. */
final class MediaParts {
  /** What the vendor takes (Anthropic, Vision, read 2026-11-20). */
  private static final Set<String> IMAGE_TYPES =
      Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

  /** Most characters of an image's base64 (Anthropic, Vision: 5 MB for each image). */
  private static final int LONGEST_IMAGE = 5 << 20;

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
          new MediaSource.PlainText(
              source.string("media_type", MediaType.PLAIN), source.required("data"));
      default -> null;
    };
  }

  /** A source the vendor takes for an image: data URLs as base64, types told by the bytes. */
  static MediaSource image(Part.Image image) {
    MediaSource source = DataUrl.inline(image.source());
    if (source instanceof MediaSource.Base64 bytes) {
      String type = MediaType.of(bytes);
      if (!IMAGE_TYPES.contains(type)) {
        throw new UntranslatableException(
            "image-type",
            "An image of type '" + type + "' cannot be sent: use JPEG, PNG, GIF or WebP");
      }
      if (bytes.data().length() > LONGEST_IMAGE) {
        throw new UntranslatableException(
            "image-size",
            "An image of "
                + bytes.data().length()
                + " bytes in base64 cannot be sent: "
                + LONGEST_IMAGE
                + " is the most; make it smaller");
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
    MediaSource source = DataUrl.inline(document.source());
    if (!(source instanceof MediaSource.Base64 bytes)) {
      return source;
    }
    String type = MediaType.of(bytes);
    if (type.equals(MediaType.PDF) || (type.isEmpty() && named(document, ".pdf"))) {
      return new MediaSource.Base64(MediaType.PDF, bytes.data());
    }
    if (type.startsWith("text/") || type.equals("application/json")) {
      return new MediaSource.PlainText(MediaType.PLAIN, text(bytes));
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
      writer.name("type").value("text").name("media_type").value(MediaType.PLAIN);
      writer.name("data").value(text.text());
    }
    writer.endObject();
  }
}
