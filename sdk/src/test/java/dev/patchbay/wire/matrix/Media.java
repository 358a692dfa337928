package dev.patchbay.wire.matrix;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Images and documents as OpenAI's two protocols write them. */
final class Media {
  private Media() {}

  /** An image: a data URL or an address. */
  static void url(String word, String url, String detail, Lines lines) {
    String shown = detail == null || detail.equals("auto") ? "" : " detail " + detail;
    if (url.startsWith("data:")) {
      data(word, url, shown, lines);
    } else {
      lines.add(word, url + shown);
    }
  }

  /** A file: always a data URL. */
  static void file(String word, String url, String name, Lines lines) {
    data(word, url, name == null ? "" : " '" + name + "'", lines);
  }

  private static void data(String word, String url, String more, Lines lines) {
    int comma = url.indexOf(";base64,");
    assertTrue(url.startsWith("data:") && comma > 0, "a data URL, not " + url);
    String data = url.substring(comma + ";base64,".length());
    lines.add(word, url.substring("data:".length(), comma) + " " + data + more);
  }
}
