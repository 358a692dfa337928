package dev.patchbay.media;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Which kind of file bytes are, by how files of the kind begin. Pure. */
final class FileSigns {
  /** Longer beginnings first where one is part of another. */
  private static final List<Map.Entry<String, String>> BEGINNINGS =
      List.of(
          Map.entry("\u0089PNG\r\n\u001a\n", "image/png"),
          Map.entry("\u00ff\u00d8\u00ff", "image/jpeg"),
          Map.entry("GIF87a", "image/gif"),
          Map.entry("GIF89a", "image/gif"),
          Map.entry("II*\0", "image/tiff"),
          Map.entry("MM\0*", "image/tiff"),
          Map.entry("%PDF-", MediaKind.PDF),
          Map.entry("ID3", "audio/mpeg"),
          Map.entry("\u00ff\u00fb", "audio/mpeg"),
          Map.entry("\u00ff\u00f3", "audio/mpeg"),
          Map.entry("\u00ff\u00f2", "audio/mpeg"),
          Map.entry("\u00ff\u00f1", "audio/aac"),
          Map.entry("\u00ff\u00f9", "audio/aac"),
          Map.entry("OggS", "audio/ogg"),
          Map.entry("fLaC", "audio/flac"),
          Map.entry("\u001aE\u00df\u00a3", "video/webm"));

  /** What stands behind {@code RIFF} and a length. */
  private static final Map<String, String> RIFF = Map.of("WEBP", "image/webp", "WAVE", "audio/wav");

  /** What stands behind a length and {@code ftyp}; what is not here is a film. */
  private static final Map<String, String> BRANDS =
      Map.of(
          "heic", "image/heic",
          "heix", "image/heic",
          "mif1", "image/heif",
          "avif", "image/avif",
          "M4A ", "audio/mp4");

  private static final int WORD = 4;
  private static final int HEAD = 12;

  private FileSigns() {}

  /** The media type the bytes show; empty if they show none. */
  static String type(byte[] bytes) {
    int length = Math.min(HEAD, bytes.length);
    String head = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    if (length == HEAD && head.startsWith("RIFF")) {
      return RIFF.getOrDefault(head.substring(HEAD - WORD), "");
    }
    if (length == HEAD && head.startsWith("ftyp", WORD)) {
      return BRANDS.getOrDefault(head.substring(HEAD - WORD), "video/mp4");
    }
    for (Map.Entry<String, String> beginning : BEGINNINGS) {
      if (head.startsWith(beginning.getKey())) {
        return beginning.getValue();
      }
    }
    return "";
  }
}
