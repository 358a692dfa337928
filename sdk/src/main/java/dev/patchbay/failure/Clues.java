package dev.patchbay.failure;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A signal as the table's rows compare it: one status, a set of words, one bounded text. Immutable.
 *
 * @param status of HTTP, or the one the body names in a 200 or a stream; else 0
 * @param words type, code, values of details, and {@code detail:} with their names; lower case
 * @param text message and details' values
 */
record Clues(String protocol, int status, Set<String> words, String text) {
  /** In front of a detail's name, which says something else than the same word as a value. */
  private static final String DETAIL = "detail:";

  private static final int MAX_WORD = 100;

  Clues {
    words = Set.copyOf(words);
  }

  static Clues of(ErrorSignal signal) {
    Set<String> words = new LinkedHashSet<>();
    StringJoiner text = new StringJoiner("\n");
    text.add(FailureTable.bounded(signal.message()));
    add(words, signal.type());
    add(words, signal.code());
    signal
        .details()
        .forEach(
            (name, value) -> {
              add(words, DETAIL + name);
              add(words, value);
              text.add(FailureTable.bounded(value));
            });
    return new Clues(signal.protocol(), status(signal), words, text.toString());
  }

  /** A body's own status counts inside a 200 and a stream: there HTTP has none to give. */
  private static int status(ErrorSignal signal) {
    int status = signal.status();
    String code = signal.code();
    boolean hidden = status == 0 || (status >= 200 && status < 300);
    return hidden && code != null && code.matches("[3-5]\\d\\d")
        ? Integer.parseInt(code)
        : hidden ? 0 : status;
  }

  private static void add(Set<String> words, @Nullable String word) {
    if (word != null && !word.isEmpty() && word.length() <= MAX_WORD) {
      words.add(word.toLowerCase(Locale.ROOT));
    }
  }
}
