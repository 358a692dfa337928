package dev.patchbay.json;

import java.nio.charset.StandardCharsets;

/** The characters of a string that lies in UTF-8 bytes, escapes and all. One thread. */
final class ByteText {
  private static final int ASCII = 0x80;
  private static final int UNICODE_DIGITS = 4;

  private final byte[] bytes;
  private final int to;
  private int at;

  /** The string between two places, its quotes left out. */
  ByteText(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.to = to;
  }

  /** The character an escape's letter stands for; negative if there is no such escape. */
  static int unescaped(int letter) {
    return switch (letter) {
      case '"', '\\', '/' -> letter;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> -1;
    };
  }

  /** The first characters, at most so many. */
  String head(int most) {
    StringBuilder text = new StringBuilder(Math.min(most, to - at));
    while (at < to && text.length() < most) {
      int c = bytes[at];
      if (c == '\\') {
        text.append(escape());
      } else if (c >= 0) {
        text.append((char) c);
        at++;
      } else {
        text.append(foreign());
      }
    }
    text.setLength(Math.min(most, text.length()));
    return text.toString();
  }

  private char escape() {
    int kind = bytes[at + 1];
    if (kind != 'u') {
      at += 2;
      return (char) unescaped(kind);
    }
    int c = 0;
    for (int i = 0; i < UNICODE_DIGITS; i++) {
      c = c << 4 | Character.digit(bytes[at + 2 + i], 16);
    }
    at += 2 + UNICODE_DIGITS;
    return (char) c;
  }

  /** One character beyond ASCII, with the bytes that go on with it. */
  private String foreign() {
    int from = at++;
    while (at < to && at - from < 4 && (bytes[at] & 0xc0) == ASCII) {
      at++;
    }
    return new String(bytes, from, at - from, StandardCharsets.UTF_8);
  }
}
