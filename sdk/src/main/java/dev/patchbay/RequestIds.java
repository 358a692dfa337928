package dev.patchbay;

import java.util.random.RandomGenerator;

/** Makes ids of requests: {@code req_} and 16 letters and digits. Thread-safe if its random is. */
final class RequestIds {
  private static final char[] ALPHABET = "0123456789abcdefghijklmnopqrstuv".toCharArray();
  private static final int LENGTH = 16;
  private static final int BITS = 5;

  private final RandomGenerator random;

  RequestIds(RandomGenerator random) {
    this.random = random;
  }

  String next() {
    StringBuilder id = new StringBuilder("req_");
    long bits = 0;
    for (int i = 0; i < LENGTH; i++) {
      if (i % 12 == 0) {
        bits = random.nextLong();
      }
      id.append(ALPHABET[(int) (bits & 31)]);
      bits >>>= BITS;
    }
    return id.toString();
  }
}
