package dev.patchbay.server.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody may have meant. Stateless. */
final class Spelling {
  private Spelling() {}

  /** The most similar word; null if none is similar. */
  static @Nullable String nearest(String typed, List<String> words) {
    String best = null;
    int least = Math.max(2, typed.length() / 3) + 1;
    for (String word : words) {
      int distance = word.startsWith(typed) ? 1 : distance(typed, word);
      if (distance < least) {
        least = distance;
        best = word;
      }
    }
    return best;
  }

  /** How many letters have to be put in, left out or changed. */
  private static int distance(String from, String to) {
    int[] before = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] now = new int[to.length() + 1];
      now[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = before[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        now[j] = Math.min(change, Math.min(before[j], now[j - 1]) + 1);
      }
      before = now;
    }
    return before[to.length()];
  }
}
