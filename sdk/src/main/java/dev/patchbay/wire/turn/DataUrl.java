package dev.patchbay.wire.turn;

import dev.patchbay.chat.MediaSource;
import dev.patchbay.wire.UntranslatableException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** {@code data:} URLs, by which media are carried as text. Pure. */
public final class DataUrl {
  private static final String SCHEME = "data:";
  private static final String BASE64 = ";base64";

  private DataUrl() {}

  /** An address; a {@code data:} URL of base64 is taken apart, whatever parameters it has. */
  public static MediaSource source(String url) {
    int comma = url.indexOf(',');
    if (!url.startsWith(SCHEME) || comma < 0) {
      return new MediaSource.Url(url);
    }
    String head = url.substring(SCHEME.length(), comma);
    if (!head.endsWith(BASE64)) {
      return new MediaSource.Url(url);
    }
    return new MediaSource.Base64(head.substring(0, head.indexOf(';')), url.substring(comma + 1));
  }

  /**
   * A {@code data:} URL as the bytes it holds, for servers that take no such URL; anything else as
   * it is.
   *
   * @throws UntranslatableException if it is none that can be read
   */
  public static MediaSource inline(MediaSource source) {
    if (!(source instanceof MediaSource.Url address)
        || !address.url().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return source;
    }
    String url = address.url();
    int comma = url.indexOf(',');
    if (comma < 0) {
      throw new UntranslatableException("data-url", "A data URL has no comma before its data");
    }
    String head = url.substring(SCHEME.length(), comma);
    String data = url.substring(comma + 1);
    boolean encoded =
        head.regionMatches(true, head.length() - BASE64.length(), BASE64, 0, BASE64.length());
    return new MediaSource.Base64(MediaType.bare(head), encoded ? unwrapped(data) : encoded(data));
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

  private static String encoded(String escaped) {
    try {
      String text = URLDecoder.decode(escaped.replace("+", "%2B"), StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new UntranslatableException("data-url", "A data URL has a bad percent escape");
    }
  }
}
