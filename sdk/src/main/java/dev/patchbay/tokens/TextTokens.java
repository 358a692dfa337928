package dev.patchbay.tokens;

/**
 * Counts the tokens of a text without a vocabulary. It cuts the text as OpenAI's tokenizers do
 * before they look anything up (words with the space before them, numbers by three digits, runs of
 * signs, line ends) and charges each piece what such pieces cost on average in {@code o200k_base}.
 * One pass; nothing is allocated. One thread.
 */
final class TextTokens {
  /** A line end after a sign, as in {@code ;\n}, mostly belongs to the sign's token. */
  private static final double LINE_END_AFTER_SIGN = 0.3;

  /** What a lone sign saves that shares the token of the word after it, as {@code .get} does. */
  private static final double JOINED_SIGN = 0.35;

  private static final int NONE = -1;
  private static final int SPACE = -2;
  private static final int LINE = -3;
  private static final int DIGIT = -4;
  private static final int SIGN = -5;

  private static final byte[] ASCII = ascii();

  private final String text;
  private final Words words = new Words();
  private double tokens;
  private int at;

  private TextTokens(String text) {
    this.text = text;
  }

  /** The estimate, at least 0, in tokens of {@code o200k_base}. */
  static double of(String text) {
    TextTokens count = new TextTokens(text);
    count.run();
    return count.tokens + count.words.tokens();
  }

  private void run() {
    int before = NONE;
    while (at < text.length()) {
      int from = at;
      int kind = kind(text.charAt(at));
      switch (kind) {
        case SPACE -> space(before);
        case LINE -> {
          skip(LINE);
          tokens += before == SIGN ? LINE_END_AFTER_SIGN : 1;
        }
        case DIGIT -> {
          skip(DIGIT);
          tokens += (at - from + 2) / 3;
        }
        case SIGN -> sign();
        default -> word(kind);
      }
      before = kind;
    }
  }

  /** One space belongs to what follows, unless that is a number; more of them are a token. */
  private void space(int before) {
    int from = at;
    skip(SPACE);
    boolean alone = at == text.length() || kind(text.charAt(at)) == DIGIT;
    if (at - from > 1 || alone) {
      tokens += 1;
    }
  }

  private void skip(int kind) {
    while (at < text.length() && kind(text.charAt(at)) == kind) {
      at++;
    }
  }

  private void sign() {
    char first = text.charAt(at);
    if (first >= 0x80) {
      tokens += rareSign(first);
      at++;
      return;
    }
    int from = at;
    while (at < text.length() && text.charAt(at) < 0x80 && kind(text.charAt(at)) == SIGN) {
      at++;
    }
    tokens += Signs.tokens(text, from, at);
    boolean joins = at < text.length() && kind(text.charAt(at)) >= 0;
    tokens -= joins && at - from == 1 ? JOINED_SIGN : 0;
  }

  /** An emoji is a pair of surrogates; joiners and selectors between emoji are tokens, too. */
  private static double rareSign(char c) {
    if (Character.isSurrogate(c)) {
      return 1.0;
    }
    return c >= 0x2000 && c < 0x2070 || c < 0x100 || c >= 0x3000 && c < 0x3020 ? 1 : 1.3;
  }

  /** A word in camel case is several: the cut is before a capital after a small letter. */
  private void word(int script) {
    int from = at;
    char last = text.charAt(at++);
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean camel = isCapital(c) && !isCapital(last);
      if (camel || kind(c) != script) {
        break;
      }
      last = c;
      at++;
    }
    words.add(script, text, from, at);
  }

  private static boolean isCapital(char c) {
    return c < 0x80 ? c >= 'A' && c <= 'Z' : Character.isUpperCase(c);
  }

  /** The script of a letter, as {@link Words} numbers them, or what else it is. */
  private static int kind(char c) {
    return c < ASCII.length ? ASCII[c] : Words.script(c, SIGN);
  }

  private static byte[] ascii() {
    byte[] kinds = new byte[0x80];
    for (char c = 0; c < kinds.length; c++) {
      boolean line = c == '\n' || c == '\r';
      boolean space = c == ' ' || c == '\t';
      kinds[c] = (byte) (line ? LINE : space ? SPACE : SIGN);
      if (Character.isLetterOrDigit(c)) {
        kinds[c] = (byte) (Character.isDigit(c) ? DIGIT : Words.LATIN);
      }
    }
    return kinds;
  }
}
