package dev.patchbay.json;

import okio.Buffer;

/**
 * Looks for numbers nobody means. Moshi finds the end of a number in time that grows with the
 * square of its length: one of thirty million digits would hold a thread for minutes. One pass, no
 * copy.
 */
final class NumberScan {
  /** Read in well under a millisecond. */
  static final int MOST_CHARACTERS = 100_000;

  private int run;
  private boolean inString;
  private boolean escaped;

  private NumberScan() {}

  /** True if a number has more characters than {@link #MOST_CHARACTERS}. Reads nothing away. */
  static boolean hasMonster(Buffer json) {
    if (json.size() <= MOST_CHARACTERS) {
      return false;
    }
    NumberScan scan = new NumberScan();
    try (Buffer.UnsafeCursor cursor = json.readUnsafe(new Buffer.UnsafeCursor())) {
      while (cursor.next() >= 0) {
        if (scan.segment(cursor)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean segment(Buffer.UnsafeCursor cursor) {
    byte[] data = cursor.data;
    for (int i = cursor.start; data != null && i < cursor.end; i++) {
      byte b = data[i];
      if (inString) {
        string(b);
      } else if (b == '"') {
        inString = true;
        run = 0;
      } else {
        run = isOfNumber(b) ? run + 1 : 0;
        if (run > MOST_CHARACTERS) {
          return true;
        }
      }
    }
    return false;
  }

  private void string(byte b) {
    if (escaped) {
      escaped = false;
    } else if (b == '\\') {
      escaped = true;
    } else if (b == '"') {
      inString = false;
    }
  }

  private static boolean isOfNumber(byte b) {
    return (b >= '0' && b <= '9') || b == '.' || b == '-' || b == '+' || (b | 0x20) == 'e';
  }
}
