package dev.patchbay.tokens;

/**
 * Collects the words of a text by script and says what they cost: a token each, and more for the
 * letters beyond the first few. How much more depends on how well the vocabulary knows the
 * language; among those of Latin script the accents tell. The rates were fitted to {@code
 * o200k_base} on prose. One thread.
 */
final class Words {
  static final int LATIN = 0;
  private static final int CYRILLIC = 1;
  private static final int GREEK = 2;
  private static final int ARABIC = 3;
  private static final int HEBREW = 4;
  private static final int INDIC = 5;
  private static final int THAI = 6;
  private static final int HAN = 7;
  private static final int KANA = 8;
  private static final int HANGUL = 9;
  private static final int OTHER = 10;

  /** By script: letters that come with the first token, and tokens for each letter after them. */
  private static final double[][] RATES = {
    {4, 0}, {4, 0}, {3, 0.46}, {3, 0.36}, {2, 0.40}, {3, 0.28}, {1, 0.40}, {1, 0.77}, {1, 0.66},
    {1, 0.62}, {1, 0.9}
  };

  /** Latin letters beyond the fourth, by language: English, of the West, of the East of Europe. */
  private static final double ENGLISH = 0.05;

  private static final double WESTERN = 0.17;
  private static final double EASTERN = 0.45;

  /** Cyrillic letters beyond the fourth, of Russian and of its neighbours. */
  private static final double RUSSIAN = 0.31;

  private static final double NOT_RUSSIAN = 0.45;

  /** Of Russian letters more than this are {@code ы} or {@code э}, of its neighbours none. */
  private static final double RUSSIAN_SHARE = 0.005;

  private static final double VIETNAMESE_WORD = 0.25;

  /** Shares of such letters from which on a text counts as of such a language. */
  private static final double WESTERN_SHARE = 0.006;

  private static final double EASTERN_SHARE = 0.012;
  private static final double VIETNAMESE_SHARE = 0.08;

  private final double[] tokens = new double[RATES.length];
  private long latinLetters;
  private long latinExcess;
  private long latinWords;
  private long western;
  private long eastern;
  private long vietnamese;
  private long cyrillicWords;
  private long cyrillicLetters;
  private long cyrillicExcess;
  private long russian;

  void add(int script, String text, int from, int to) {
    int length = to - from;
    if (script == LATIN) {
      latin(text, from, to);
    } else if (script == CYRILLIC) {
      cyrillic(text, from, to);
    } else {
      double[] rate = RATES[script];
      tokens[script] += 1 + Math.max(0, length - rate[0]) * rate[1];
    }
  }

  private void latin(String text, int from, int to) {
    latinWords++;
    latinLetters += to - from;
    latinExcess += Math.max(0, to - from - 4);
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        if (c < 0x100) {
          western++;
        } else if (c >= 0x1E00 || c == 0x1A1 || c == 0x1B0) {
          vietnamese++;
        } else {
          eastern++;
        }
      }
    }
  }

  private void cyrillic(String text, int from, int to) {
    cyrillicWords++;
    cyrillicLetters += to - from;
    cyrillicExcess += Math.max(0, to - from - 4);
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      russian += c == 'ы' || c == 'э' ? 1 : 0;
    }
  }

  private double cyrillicTokens() {
    boolean isRussian = russian >= cyrillicLetters * RUSSIAN_SHARE;
    return cyrillicWords + cyrillicExcess * (isRussian ? RUSSIAN : NOT_RUSSIAN);
  }

  double tokens() {
    double sum = latinTokens() + cyrillicTokens();
    for (double each : tokens) {
      sum += each;
    }
    return sum;
  }

  private double latinTokens() {
    double all = Math.max(1, latinLetters);
    if (vietnamese / all > VIETNAMESE_SHARE) {
      return latinWords * (1 + VIETNAMESE_WORD);
    }
    double rate = ENGLISH;
    rate += (WESTERN - ENGLISH) * Math.min(1, (western + eastern) / all / WESTERN_SHARE);
    rate += (EASTERN - WESTERN) * Math.min(1, eastern / all / EASTERN_SHARE);
    return latinWords + latinExcess * rate;
  }

  /** The script of a character beyond ASCII by Unicode's blocks; {@code none} if no letter. */
  static int script(char c, int none) {
    if (c < 0x250 || c >= 0x1E00 && c < 0x1F00) {
      return Character.isLetter(c) ? LATIN : none;
    }
    if (c < 0x1E00) {
      return southern(c, none);
    }
    if (c >= 0x4E00 && c < 0xA000 || c >= 0x3400 && c < 0x4DC0 || c >= 0xF900 && c < 0xFB00) {
      return HAN;
    }
    if (c >= 0x3041 && c < 0x3100) {
      return KANA;
    }
    if (c >= 0xAC00 && c < 0xD7B0) {
      return HANGUL;
    }
    return Character.isLetter(c) ? OTHER : none;
  }

  private static int southern(char c, int none) {
    if (c < 0x370) {
      return Character.isLetter(c) ? OTHER : none;
    }
    if (c < 0x400) {
      return GREEK;
    }
    if (c < 0x530) {
      return CYRILLIC;
    }
    if (c >= 0x590 && c < 0x600) {
      return HEBREW;
    }
    if (c >= 0x600 && c < 0x780) {
      return c == 0x60C || c == 0x61B || c == 0x61F ? none : ARABIC;
    }
    if (c >= 0x900 && c < 0xE00) {
      return c == 0x964 ? none : INDIC;
    }
    return c >= 0xE00 && c < 0xE80 ? THAI : OTHER;
  }
}
