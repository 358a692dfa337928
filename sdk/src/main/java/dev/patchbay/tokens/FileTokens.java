package dev.patchbay.tokens;

import dev.patchbay.chat.MediaSource;
import java.util.Base64;

/** What documents and sound cost, by each vendor's rule and the size of the file. Pure. */
final class FileTokens {
  /** Bytes we take for a page where a PDF hides its pages in compressed objects. */
  private static final long BYTES_OF_PAGE = 100_000;

  /** Base64 characters decoded at a time, a multiple of four. */
  private static final int PIECE = 1 << 16;

  private static final byte[] MARK = {'/', 'T', 'y', 'p', 'e', '/', 'P', 'a', 'g', 'e'};

  private FileTokens() {}

  /** A PDF or another document that is no plain text. */
  static long document(TokenFamily family, MediaSource source) {
    return pages(source) * page(family);
  }

  /**
   * Anthropic, "PDF support": 1,500 to 3,000 tokens of text a page, and its picture; Google,
   * "Document understanding": 258 a page; OpenAI extracts the text and adds a picture ("PDF
   * files").
   */
  private static long page(TokenFamily family) {
    return switch (family) {
      case CLAUDE -> 3_000;
      case GEMINI -> 258;
      default -> 1_500;
    };
  }

  private static long pages(MediaSource source) {
    if (!(source instanceof MediaSource.Base64 base64)) {
      return 1;
    }
    long said = pageObjects(base64.data());
    return said > 0 ? said : 1 + bytes(source) / BYTES_OF_PAGE;
  }

  /** Objects {@code /Type /Page}, not {@code /Pages}; 0 if there are none or it is no base64. */
  private static long pageObjects(String base64) {
    long pages = 0;
    int matched = 0;
    try {
      for (int from = 0; from < base64.length(); from += PIECE) {
        String piece = base64.substring(from, Math.min(base64.length(), from + PIECE));
        for (byte b : Base64.getDecoder().decode(piece)) {
          if (matched == MARK.length) {
            pages += b == 's' ? 0 : 1;
            matched = 0;
          }
          if (b == MARK[matched]) {
            matched++;
          } else if (!(b == ' ' && matched == 5)) {
            matched = b == MARK[0] ? 1 : 0;
          }
        }
      }
    } catch (IllegalArgumentException e) {
      return 0;
    }
    return pages;
  }

  /** Google, "Audio understanding": 32 tokens a second; OpenAI, "Audio": 10. */
  static long audio(TokenFamily family, MediaSource source) {
    String type = source instanceof MediaSource.Base64 base64 ? base64.mediaType() : "";
    boolean plain = type.contains("wav") || type.contains("pcm") || type.contains("l16");
    // 24 kHz of 16 bits, or an MP3 of 128 kbit/s.
    double seconds = bytes(source) / (plain ? 48_000.0 : 16_000.0);
    return Math.max(1, Math.round(seconds * (family == TokenFamily.GEMINI ? 32 : 10)));
  }

  private static long bytes(MediaSource source) {
    return source instanceof MediaSource.Base64 base64 ? base64.data().length() * 3L / 4 : 0;
  }
}
