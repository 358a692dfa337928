package dev.patchbay.trace;

import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * Makes ids of requests: {@code req_} and 22 letters and digits, of which nine tell the
 * millisecond. Rows of a ledger are kept by them for years and by many processes, and the state of
 * a {@link java.util.Random} has 48 bits only: without the time a billion of ids would hold many
 * twice. Thread-safe if its random is.
 */
public final class RequestIds {
  private static final char[] ALPHABET = "0123456789abcdefghijklmnopqrstuv".toCharArray();
  private static final int BITS = 5;
  private static final int TIME = 9;
  private static final int RANDOM = 13;

  /** Letters a random number of 64 bits is good for. */
  private static final int LETTERS = 12;

  private final RandomGenerator random;
  private final Clock clock;

  /** Ids of this time; they can be guessed if the random can. */
  public RequestIds(RandomGenerator random, Clock clock) {
    this.random = random;
    this.clock = clock;
  }

  /** Another one; those of later milliseconds are greater. */
  public String next() {
    StringBuilder id = new StringBuilder("req_");
    long millis = clock.millis();
    for (int i = TIME - 1; i >= 0; i--) {
      id.append(letter(millis >>> (i * BITS)));
    }
    long bits = 0;
    for (int i = 0; i < RANDOM; i++) {
      bits = i % LETTERS == 0 ? random.nextLong() : bits >>> BITS;
      id.append(letter(bits));
    }
    return id.toString();
  }

  private static char letter(long bits) {
    return ALPHABET[(int) (bits & (ALPHABET.length - 1))];
  }
}
