package dev.patchbay.json;

/** Steps through a text known to be well formed. Stateless. */
final class JsonWalk {
  private static final int UNICODE_DIGITS = 4;

  private JsonWalk() {}

  /** The first place that is no white space. */
  static int space(String text, int from) {
    int at = from;
    while (text.charAt(at) <= ' ') {
      at++;
    }
    return at;
  }

  /** The place behind the value that begins here. Without recursion, however deep it is. */
  static int behind(String text, int from) {
    char first = text.charAt(from);
    if (first == '"') {
      return behindString(text, from);
    }
    return first == '{' || first == '[' ? behindBracket(text, from) : behindWord(text, from);
  }

  private static int behindString(String text, int from) {
    int quote = text.indexOf('"', from + 1);
    while (isEscaped(text, quote)) {
      quote = text.indexOf('"', quote + 1);
    }
    return quote + 1;
  }

  /** A quote is a character of the string if an odd number of backslashes stands before it. */
  private static boolean isEscaped(String text, int quote) {
    int at = quote;
    while (text.charAt(at - 1) == '\\') {
      at--;
    }
    return (quote - at) % 2 == 1;
  }

  private static int behindBracket(String text, int from) {
    int depth = 0;
    int at = from;
    do {
      char c = text.charAt(at);
      if (c == '"') {
        at = behindString(text, at);
        continue;
      }
      if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      }
      at++;
    } while (depth > 0);
    return at;
  }

  private static int behindWord(String text, int from) {
    int at = from;
    while (at < text.length() && ",]} \n\r\t".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  static boolean hasEscape(String text, int from, int to) {
    for (int at = from; at < to; at++) {
      if (text.charAt(at) == '\\') {
        return true;
      }
    }
    return false;
  }

  /** The characters of the string between two places, its quotes included. */
  static String string(String text, int from, int to) {
    if (!hasEscape(text, from, to)) {
      return text.substring(from + 1, to - 1);
    }
    StringBuilder characters = new StringBuilder(to - from);
    int at = from + 1;
    while (at < to - 1) {
      char c = text.charAt(at++);
      if (c != '\\') {
        characters.append(c);
        continue;
      }
      char kind = text.charAt(at++);
      if (kind == 'u') {
        characters.append((char) Integer.parseInt(text, at, at + UNICODE_DIGITS, 16));
        at += UNICODE_DIGITS;
      } else {
        characters.append((char) ByteText.unescaped(kind));
      }
    }
    return characters.toString();
  }
}
