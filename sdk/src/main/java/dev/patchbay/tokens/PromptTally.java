package dev.patchbay.tokens;

import dev.patchbay.json.JsonBytes;
import dev.patchbay.json.RawJson;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Counts what a prompt is made of, from values and from bytes alike. One thread. */
public final class PromptTally {
  /**
   * What a prompt is made of, counted without a tokenizer: an estimate of its tokens is made of it,
   * by one rule for typed requests and bytes. Immutable.
   *
   * @param narrow characters of Latin script, white space and signs
   * @param middle characters of other alphabets
   * @param wide ideographs, syllables and halves of surrogate pairs
   * @param pieces messages, tool calls and tools, which cost a little each
   * @param images pictures
   * @param smallImages pictures of low detail
   * @param pages pages of documents that are no text, by their bytes
   * @param sound tokens of sound, by its bytes
   */
  public record Size(
      long narrow,
      long middle,
      long wide,
      long pieces,
      long images,
      long smallImages,
      long pages,
      long sound) {}

  /** How many bytes of a document, such as a PDF, we take for a page. */
  private static final long BYTES_OF_PAGE = 100_000;

  /** 32 tokens a second (Gemini API, Audio understanding) of 16 KB (MP3 at 128 kbit/s). */
  private static final long BYTES_OF_AUDIO_TOKEN = 500;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101_0101_0101_0101L;
  private static final long HIGH = 0x8080_8080_8080_8080L;
  private static final long ESCAPES = EACH * '\\';

  private long narrow;
  private long middle;
  private long wide;
  private long pieces;
  private long images;
  private long smallImages;
  private long pages;
  private long sound;

  /** A message, a tool call or a tool, apart from its text. */
  public void piece() {
    pieces++;
  }

  /** A picture of some detail, in the protocols' word; null if unsaid. */
  public void image(@Nullable String detail) {
    if ("low".equals(detail)) {
      smallImages++;
    } else {
      images++;
    }
  }

  /** A document that is no plain text, of so many characters of base64; 0 if unknown. */
  public void document(long base64) {
    pages += 1 + bytes(base64) / BYTES_OF_PAGE;
  }

  /** Sound, of so many characters of base64; 0 if unknown. */
  public void sound(long base64) {
    sound += Math.max(1, bytes(base64) / BYTES_OF_AUDIO_TOKEN);
  }

  private static long bytes(long base64) {
    return base64 * 3 / 4;
  }

  /** A raw value, as its text. */
  public void json(@Nullable RawJson json) {
    text(json == null ? null : json.text());
  }

  public void text(@Nullable String text) {
    if (text != null) {
      for (int i = 0; i < text.length(); i++) {
        character(text.charAt(i));
      }
    }
  }

  /** The text of a string; nothing for what is no string. */
  public void text(JsonBytes document, int node) {
    if (document.isString(node)) {
      characters(document.bytes(), document.from(node) + 1, document.to(node) - 1, true);
    }
  }

  /** A value verbatim, as its text. */
  public void json(JsonBytes document, int node) {
    if (node != JsonBytes.NONE) {
      characters(document.bytes(), document.from(node), document.to(node), false);
    }
  }

  /** Eight plain characters at a time; the others one by one. */
  private void characters(byte[] bytes, int from, int to, boolean escaped) {
    long plain = 0;
    int i = from;
    while (i < to) {
      if (i + Long.BYTES <= to) {
        long word = (long) WORDS.get(bytes, i);
        long special = escaped ? (word | zeros(word ^ ESCAPES)) & HIGH : word & HIGH;
        int run = special == 0 ? Long.BYTES : Long.numberOfTrailingZeros(special) >>> 3;
        plain += run;
        i += run;
        if (special == 0) {
          continue;
        }
      }
      int c = bytes[i];
      if (c == '\\' && escaped) {
        i = escape(bytes, i + 1);
      } else if (c >= 0) {
        plain++;
        i++;
      } else {
        i = foreign(bytes, i, to);
      }
    }
    narrow += plain;
  }

  private static long zeros(long word) {
    return (word - EACH) & ~word & HIGH;
  }

  private int escape(byte[] bytes, int kind) {
    if (bytes[kind] != 'u') {
      narrow++;
      return kind + 1;
    }
    int c = 0;
    for (int i = 1; i <= 4; i++) {
      c = c << 4 | Character.digit(bytes[kind + i], 16);
    }
    character((char) c);
    return kind + 5;
  }

  /** A character beyond ASCII; a broken one counts as the sign that takes its place. */
  private int foreign(byte[] bytes, int from, int to) {
    int lead = bytes[from] & 0xff;
    int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
    if (length == 1 || from + length > to) {
      wide++;
      return from + 1;
    }
    int code = lead & (0xff >> (length + 1));
    for (int i = 1; i < length; i++) {
      code = code << 6 | (bytes[from + i] & 0x3f);
    }
    if (length == 4) {
      wide += 2;
    } else {
      character((char) code);
    }
    return from + length;
  }

  /** The blocks are Unicode's. */
  private void character(char c) {
    boolean east = (c >= 0x2E80 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFAFF) || c >= 0xFF00;
    if (c < 0x0370) {
      narrow++;
    } else if (east || Character.isSurrogate(c)) {
      wide++;
    } else {
      middle++;
    }
  }

  /** What was counted so far. */
  public Size size() {
    return new Size(narrow, middle, wide, pieces, images, smallImages, pages, sound);
  }
}
