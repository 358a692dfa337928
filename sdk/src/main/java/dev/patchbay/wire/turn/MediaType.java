package dev.patchbay.wire.turn;

import dev.patchbay.chat.MediaSource;
import java.util.Locale;
import java.util.Map;

/** Which kind of file bytes are. Pure. */
public final class MediaType {
  /** Of documents. */
  public static final String PDF = "application/pdf";

  /** Of plain text. */
  public static final String PLAIN = "text/plain";

  /** How the first bytes of a kind of file look in base64. */
  private static final Map<String, String> MAGIC =
      Map.of(
          "iVBORw0KGgo", "image/png",
          "/9j/", "image/jpeg",
          "R0lGOD", "image/gif",
          "JVBERi", PDF);

  /** Short for types that vendors know by their full name alone. */
  private static final Map<String, String> OTHER_NAMES = Map.of("image/jpg", "image/jpeg");

  private static final String RIFF = "UklGR";

  /** What stands in base64 where a RIFF file says what it holds, from the 12th character on. */
  private static final Map<String, String> RIFF_KINDS =
      Map.of("XRUJQ", "image/webp", "XQVZF", "audio/wav");

  private static final int KIND_START = 11;
  private static final int KIND_END = 16;

  private MediaType() {}

  /**
   * The type the bytes show, since vendors refuse one that lies; else the one declared, in lower
   * case and without parameters. Empty if nothing is known.
   */
  public static String of(MediaSource.Base64 bytes) {
    String data = bytes.data();
    if (data.startsWith(RIFF) && data.length() >= KIND_END) {
      String kind = RIFF_KINDS.get(data.substring(KIND_START, KIND_END));
      return kind == null ? bare(bytes.mediaType()) : kind;
    }
    for (Map.Entry<String, String> magic : MAGIC.entrySet()) {
      if (data.startsWith(magic.getKey())) {
        return magic.getValue();
      }
    }
    return bare(bytes.mediaType());
  }

  /** A declared type in lower case and without parameters. */
  public static String bare(String declared) {
    int parameters = declared.indexOf(';');
    String type = parameters < 0 ? declared : declared.substring(0, parameters);
    String lower = type.strip().toLowerCase(Locale.ROOT);
    return OTHER_NAMES.getOrDefault(lower, lower);
  }
}
