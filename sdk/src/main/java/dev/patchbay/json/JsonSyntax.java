package dev.patchbay.json;

/**
 * Checks that a text is one well-formed JSON value (RFC 8259) without building anything: no copy,
 * no garbage. As Moshi does, it lets unescaped control characters in strings pass. One thread, one
 * text.
 */
final class JsonSyntax {
  /** Moshi reads documents nested this deep, and no deeper. */
  private static final int MOST_DEPTH = 255;

  private static final int UNICODE_DIGITS = 4;
  private static final String SINGLE_ESCAPES = "\"\\/bfnrt";

  private final String text;
  private int at;

  private JsonSyntax(String text) {
    this.text = text;
  }

  /** True if the text is one value and nothing else, white space around it apart. */
  static boolean isValue(String text) {
    JsonSyntax syntax = new JsonSyntax(text);
    return syntax.value(0) && syntax.space() && syntax.at == text.length();
  }

  private boolean value(int depth) {
    space();
    return switch (here()) {
      case '{' -> depth < MOST_DEPTH && object(depth + 1);
      case '[' -> depth < MOST_DEPTH && array(depth + 1);
      case '"' -> string();
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> number();
    };
  }

  private boolean object(int depth) {
    at++;
    space();
    if (take('}')) {
      return true;
    }
    do {
      space();
      if (!(string() && space() && take(':') && value(depth) && space())) {
        return false;
      }
    } while (take(','));
    return take('}');
  }

  private boolean array(int depth) {
    at++;
    space();
    if (take(']')) {
      return true;
    }
    do {
      if (!(value(depth) && space())) {
        return false;
      }
    } while (take(','));
    return take(']');
  }

  private boolean string() {
    if (!take('"')) {
      return false;
    }
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return true;
      }
      if (c == '\\' ? !escape() : Character.isSurrogate(c) && !pair(c)) {
        return false;
      }
    }
    return false;
  }

  /** Half a character cannot be sent: no UTF-8 has it. */
  private boolean pair(char first) {
    return Character.isHighSurrogate(first) && Character.isLowSurrogate(here()) && take(here());
  }

  private boolean escape() {
    char kind = here();
    at++;
    if (kind != 'u') {
      return SINGLE_ESCAPES.indexOf(kind) >= 0;
    }
    for (int i = 0; i < UNICODE_DIGITS; i++, at++) {
      char digit = here();
      boolean hex =
          isDigit(digit) || (digit >= 'a' && digit <= 'f') || (digit >= 'A' && digit <= 'F');
      if (!hex) {
        return false;
      }
    }
    return true;
  }

  private boolean number() {
    take('-');
    if (!take('0') && !digits()) {
      return false;
    }
    if (take('.') && !digits()) {
      return false;
    }
    if (take('e') || take('E')) {
      if (!take('+')) {
        take('-');
      }
      return digits();
    }
    return true;
  }

  private boolean digits() {
    int from = at;
    while (isDigit(here())) {
      at++;
    }
    return at > from;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private boolean word(String word) {
    boolean there = text.startsWith(word, at);
    at += word.length();
    return there;
  }

  private boolean space() {
    while (here() == ' ' || here() == '\n' || here() == '\t' || here() == '\r') {
      at++;
    }
    return true;
  }

  private boolean take(char c) {
    if (here() != c) {
      return false;
    }
    at++;
    return true;
  }

  /** The character to look at; NUL behind the end, which no grammar takes. */
  private char here() {
    return at < text.length() ? text.charAt(at) : '\0';
  }
}
