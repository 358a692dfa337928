package dev.patchbay.wire.oai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.UntranslatableException;
import dev.patchbay.wire.turn.DataUrl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Contents and the media in them, both ways. Stateless. */
public final class ContentWords {
  /** Set by a client on a part: up to here the prompt is worth caching. */
  public static final String BREAKPOINT = "prompt_cache_breakpoint";

  private static final Map<String, String> SOUNDS =
      Map.of(
          "audio/mpeg", "mp3",
          "audio/mp3", "mp3",
          "audio/x-wav", "wav",
          "audio/wave", "wav");

  private ContentWords() {}

  /** The content under a name: nothing, a text, or an array of parts. */
  public static List<Part> read(Block holder, String name, Function<Block, Part> reader) {
    RawJson content = holder.peek(name);
    if (content == null) {
      holder.take(name);
      return List.of();
    }
    if (content.text().startsWith("\"")) {
      return List.of(new Part.Text(holder.string(name, "")));
    }
    List<Part> parts = new ArrayList<>();
    for (Block part : holder.objects(name)) {
      parts.add(reader.apply(part));
    }
    return parts;
  }

  /** True if the mark of a cache is OpenAI's own, which is among the extras. */
  public static boolean hasBreakpoint(Protocol protocol, PartInfo info) {
    return info.extras().in(protocol.id()).get(BREAKPOINT).isPresent();
  }

  /** A sound, by its format and bytes. */
  public static MediaSource sound(Block audio) {
    String format = audio.string("format", "");
    String mediaType =
        format.isEmpty() ? "" : format.equals("mp3") ? "audio/mpeg" : "audio/" + format;
    return new MediaSource.Base64(mediaType, audio.required("data"));
  }

  /** A file's bytes, which may stand without their type. */
  public static MediaSource data(String data) {
    return data.startsWith("data:") ? DataUrl.source(data) : new MediaSource.Base64("", data);
  }

  /** Writes the fields of a sound. */
  static void sound(JsonWriter writer, MediaSource.Base64 sound) throws IOException {
    String mediaType = sound.mediaType();
    writer.name("data").value(sound.data());
    if (!mediaType.isEmpty()) {
      String bare = mediaType.substring(mediaType.indexOf('/') + 1);
      writer.name("format").value(SOUNDS.getOrDefault(mediaType, bare));
    }
  }

  /** The address of an image, which may hold its bytes. */
  public static String url(MediaSource source, Protocol protocol) {
    if (source instanceof MediaSource.Url url) {
      return url.url();
    }
    if (source instanceof MediaSource.Base64 bytes) {
      return "data:" + bytes.mediaType() + ";base64," + bytes.data();
    }
    throw source instanceof MediaSource.FileRef
        ? new UntranslatableException(
            "image-file",
            "An image stored at a provider cannot be sent in "
                + protocol.id()
                + "; send its address or its bytes")
        : new UntranslatableException(
            "image-text", "An image cannot be plain text; send its address or its bytes");
  }

  /** Writes the fields of a file that is stored, or sent whole. */
  public static void file(JsonWriter writer, Part.Document document, Protocol protocol)
      throws IOException {
    if (document.source() instanceof MediaSource.FileRef file) {
      writer.name("file_id").value(file.id());
      writer.name("filename").value(document.title());
    } else if (document.source() instanceof MediaSource.Base64 bytes) {
      boolean bare = bytes.mediaType().isEmpty();
      writer.name("filename").value(fileName(document.title(), bytes.mediaType()));
      writer.name("file_data").value(bare ? bytes.data() : url(bytes, protocol));
    } else {
      throw new UntranslatableException(
          "document-url",
          "A document cannot be sent by its address in " + protocol.id() + "; send its bytes");
    }
  }

  /** The server wants a name beside bytes. */
  private static String fileName(@Nullable String title, String mediaType) {
    if (title != null) {
      return title;
    }
    return mediaType.equals("application/pdf") ? "document.pdf" : "document";
  }
}
