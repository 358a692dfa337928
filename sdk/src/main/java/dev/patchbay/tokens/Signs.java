package dev.patchbay.tokens;

/** What runs of ASCII signs cost. Pure. */
final class Signs {
  /** A run of signs that stand together often, as {@code ":} or {@code ();}, is few tokens. */
  private static final double EACH_FURTHER = 0.2;

  /** A run of one and the same sign, as a ruler, is one token for many. */
  private static final double EACH_SAME = 0.08;

  private Signs() {}

  static double tokens(String text, int from, int to) {
    double tokens = 1;
    for (int i = from + 1; i < to; i++) {
      tokens += text.charAt(i) == text.charAt(i - 1) ? EACH_SAME : EACH_FURTHER;
    }
    return tokens;
  }
}
