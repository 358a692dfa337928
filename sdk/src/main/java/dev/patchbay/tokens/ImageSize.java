package dev.patchbay.tokens;

import dev.patchbay.chat.MediaSource;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Width and height of a picture, read off the head of its file. Immutable. */
record ImageSize(int width, int height) {
  /** What a picture of unknown size is taken for. */
  static final ImageSize USUAL = new ImageSize(1_024, 1_024);

  /** Base64 characters that are looked at: a JPEG may have a preview before its size. */
  private static final int HEAD = 1 << 17;

  private static final int SANE = 100_000;

  /** The size if the source holds the bytes of a PNG, JPEG, GIF or WebP; else the usual one. */
  static ImageSize of(MediaSource source) {
    if (!(source instanceof MediaSource.Base64 base64)) {
      return USUAL;
    }
    String data = base64.data();
    String head = data.substring(0, Math.min(data.length() & ~3, HEAD));
    try {
      ImageSize size = read(Base64.getDecoder().decode(head));
      return size != null && size.isSane() ? size : USUAL;
    } catch (IllegalArgumentException e) {
      return USUAL;
    }
  }

  private boolean isSane() {
    return width > 0 && height > 0 && width <= SANE && height <= SANE;
  }

  private static @Nullable ImageSize read(byte[] file) {
    if (file.length < 30) {
      return null;
    }
    if (starts(file, 0, 0x89, 'P', 'N', 'G')) {
      return new ImageSize(big(file, 16, 4), big(file, 20, 4));
    }
    if (starts(file, 0, 'G', 'I', 'F')) {
      return new ImageSize(little(file, 6, 2), little(file, 8, 2));
    }
    if (starts(file, 8, 'W', 'E', 'B', 'P')) {
      return webp(file);
    }
    return starts(file, 0, 0xff, 0xd8) ? jpeg(file) : null;
  }

  /** The three kinds of WebP (Google, "WebP container specification"). */
  private static @Nullable ImageSize webp(byte[] file) {
    return switch (file[15]) {
      case 'X' -> new ImageSize(1 + little(file, 24, 3), 1 + little(file, 27, 3));
      case 'L' -> {
        int bits = little(file, 21, 4);
        yield new ImageSize(1 + (bits & 0x3fff), 1 + (bits >> 14 & 0x3fff));
      }
      case ' ' -> new ImageSize(little(file, 26, 2) & 0x3fff, little(file, 28, 2) & 0x3fff);
      default -> null;
    };
  }

  /** Goes from segment to segment until one that begins a frame. */
  private static @Nullable ImageSize jpeg(byte[] file) {
    int at = 2;
    while (at + 9 < file.length && (file[at] & 0xff) == 0xff) {
      int marker = file[at + 1] & 0xff;
      boolean frame =
          marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
      if (frame) {
        return new ImageSize(big(file, at + 7, 2), big(file, at + 5, 2));
      }
      at += marker == 0xff ? 1 : 2 + Math.max(2, big(file, at + 2, 2));
    }
    return null;
  }

  private static boolean starts(byte[] file, int at, int... bytes) {
    return file.length >= at + bytes.length
        && Arrays.equals(
            java.util.stream.IntStream.range(at, at + bytes.length)
                .map(i -> file[i] & 0xff)
                .toArray(),
            bytes);
  }

  private static int big(byte[] file, int at, int bytes) {
    int value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << 8 | (file[at + i] & 0xff);
    }
    return value;
  }

  private static int little(byte[] file, int at, int bytes) {
    int value = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      value = value << 8 | (file[at + i] & 0xff);
    }
    return value;
  }
}
