package dev.patchbay.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds the values of one document, eight bytes of a string at a time: images in base64 are half a
 * megabyte of nothing to look at. It takes what {@link JsonSyntax} takes. One thread, one document.
 */
final class ByteScanner {
  /** Moshi reads documents nested this deep, and no deeper. */
  private static final int MOST_DEPTH = 255;

  /** Bytes of a document for each node we expect; dense schemas need more, and the table grows. */
  private static final int BYTES_OF_NODE = 64;

  private static final int UNICODE_DIGITS = 4;
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101_0101_0101_0101L;
  private static final long HIGH = 0x8080_8080_8080_8080L;
  private static final long QUOTES = EACH * '"';
  private static final long ESCAPES = EACH * '\\';

  private final byte[] bytes;
  private final int most;
  private int[] nodes;
  private int size;
  private int at;

  ByteScanner(byte[] bytes, int depth) {
    this.bytes = bytes;
    this.most = depth;
    this.nodes = new int[JsonBytes.STRIDE * (16 + bytes.length / BYTES_OF_NODE)];
  }

  JsonBytes document() {
    skipByteOrderMark();
    value(0);
    space();
    if (at < bytes.length) {
      throw bad("Expected the end of the document");
    }
    return new JsonBytes(bytes, nodes);
  }

  private void skipByteOrderMark() {
    at = JsonBytes.marked(bytes) ? JsonBytes.MARK_BYTES : 0;
  }

  private void value(int depth) {
    space();
    int node = begin(depth);
    switch (here()) {
      case '{' -> object(depth + 1);
      case '[' -> array(depth + 1);
      case '"' -> string();
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> number();
    }
    end(node);
  }

  private int begin(int depth) {
    if (depth > most) {
      return JsonBytes.NONE;
    }
    int place = size * JsonBytes.STRIDE;
    if (place == nodes.length) {
      nodes = Arrays.copyOf(nodes, nodes.length * 2);
    }
    nodes[place + JsonBytes.FROM] = at;
    return size++;
  }

  private void end(int node) {
    if (node != JsonBytes.NONE) {
      nodes[node * JsonBytes.STRIDE + JsonBytes.TO] = at;
      nodes[node * JsonBytes.STRIDE + JsonBytes.NEXT] = size;
    }
  }

  private void object(int depth) {
    enter(depth);
    if (take('}')) {
      return;
    }
    do {
      space();
      int name = begin(depth);
      if (here() != '"') {
        throw bad("Expected a name");
      }
      string();
      end(name);
      space();
      expect(':');
      value(depth);
      space();
    } while (take(','));
    expect('}');
  }

  private void array(int depth) {
    enter(depth);
    if (take(']')) {
      return;
    }
    do {
      value(depth);
      space();
    } while (take(','));
    expect(']');
  }

  private void enter(int depth) {
    if (depth > MOST_DEPTH) {
      throw bad("The JSON is nested too deep");
    }
    at++;
    space();
  }

  private void string() {
    int i = at + 1;
    while (true) {
      i = plain(i);
      if (i >= bytes.length) {
        throw bad("The JSON document ends early");
      }
      if (bytes[i] == '"') {
        at = i + 1;
        return;
      }
      i = bytes[i] == '\\' ? escape(i + 1) : i + 1;
    }
  }

  /** Where, at most eight bytes before, the next quote or backslash stands. */
  private int plain(int from) {
    int i = from;
    int last = bytes.length - Long.BYTES;
    while (i <= last) {
      long word = (long) WORDS.get(bytes, i);
      long found = zeros(word ^ QUOTES) | zeros(word ^ ESCAPES);
      if (found != 0) {
        return i + (Long.numberOfTrailingZeros(found) >>> 3);
      }
      i += Long.BYTES;
    }
    return i;
  }

  /** The high bit of each byte that is zero; of higher ones, where a lower one is, too at times. */
  private static long zeros(long word) {
    return (word - EACH) & ~word & HIGH;
  }

  private int escape(int i) {
    int kind = i < bytes.length ? bytes[i] : 0;
    if (kind == 'u') {
      for (int digit = 1; digit <= UNICODE_DIGITS; digit++) {
        if (i + digit >= bytes.length || Character.digit(bytes[i + digit], 16) < 0) {
          throw bad("The JSON is malformed");
        }
      }
      return i + 1 + UNICODE_DIGITS;
    }
    if (ByteText.unescaped(kind) < 0) {
      throw bad("The JSON is malformed");
    }
    return i + 1;
  }

  private void number() {
    take('-');
    if (!take('0')) {
      digits();
    }
    if (take('.')) {
      digits();
    }
    if (take('e') || take('E')) {
      if (!take('+')) {
        take('-');
      }
      digits();
    }
  }

  private void digits() {
    int from = at;
    while (here() >= '0' && here() <= '9') {
      at++;
    }
    if (at == from) {
      throw bad(at < bytes.length ? "The JSON is malformed" : "The JSON document ends early");
    }
  }

  private void word(String word) {
    for (int i = 0; i < word.length(); i++) {
      expect(word.charAt(i));
    }
  }

  private void space() {
    while (at < bytes.length
        && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\t' || bytes[at] == '\r')) {
      at++;
    }
  }

  private boolean take(char c) {
    if (here() != c) {
      return false;
    }
    at++;
    return true;
  }

  private void expect(char c) {
    if (!take(c)) {
      throw bad(at < bytes.length ? "The JSON is malformed" : "The JSON document ends early");
    }
  }

  /** The byte to look at; NUL behind the end, which no grammar takes. */
  private int here() {
    return at < bytes.length ? bytes[at] : 0;
  }

  private BadJsonException bad(String detail) {
    return new BadJsonException("$", detail + " at byte " + at);
  }
}
