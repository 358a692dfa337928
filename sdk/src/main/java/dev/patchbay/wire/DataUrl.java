package dev.patchbay.wire;

import dev.patchbay.chat.MediaSource;

/** {@code data:} URLs as OpenAI's protocols carry media. Pure. */
public final class DataUrl {
  private DataUrl() {}

  /** An address; a {@code data:} URL of base64 is taken apart, whatever parameters it has. */
  public static MediaSource source(String url) {
    int comma = url.indexOf(',');
    if (!url.startsWith("data:") || comma < 0) {
      return new MediaSource.Url(url);
    }
    String head = url.substring("data:".length(), comma);
    if (!head.endsWith(";base64")) {
      return new MediaSource.Url(url);
    }
    return new MediaSource.Base64(head.substring(0, head.indexOf(';')), url.substring(comma + 1));
  }
}
