package dev.patchbay.failure;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of the failure table: all that it gives must match, what it leaves out matches anything.
 * Immutable.
 *
 * @param kind the class it names
 * @param protocol id of a protocol; null for any
 * @param from lowest status, or 0
 * @param to highest status
 * @param words machine-readable words, lower case: one of the {@link Clues#words}; empty for any
 * @param text found in the message, in details' values too; null for any
 */
record Row(
    FailureKind kind,
    @Nullable String protocol,
    int from,
    int to,
    Set<String> words,
    @Nullable Pattern text) {
  private static final int ANY = 999;

  static Row words(FailureKind kind, String... words) {
    return new Row(kind, null, 0, ANY, Set.of(words), null);
  }

  static Row status(FailureKind kind, int from, int to) {
    return new Row(kind, null, from, to, Set.of(), null);
  }

  static Row status(FailureKind kind, int status) {
    return status(kind, status, status);
  }

  /** A pattern in any case. */
  static Row text(FailureKind kind, String pattern) {
    return new Row(
        kind, null, 0, ANY, Set.of(), Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
  }

  Row at(int lowest, int highest) {
    return new Row(kind, protocol, lowest, highest, words, text);
  }

  Row of(String protocolId) {
    return new Row(kind, protocolId, from, to, words, text);
  }

  boolean matches(Clues clues) {
    return (protocol == null || protocol.equals(clues.protocol()))
        && from <= clues.status()
        && clues.status() <= to
        && (words.isEmpty() || clues.words().stream().anyMatch(words::contains))
        && (text == null || text.matcher(clues.text()).find());
  }
}
