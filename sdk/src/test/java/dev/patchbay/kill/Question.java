package dev.patchbay.kill;

import dev.patchbay.chat.Usage;

/** A question of the load by its number, which says what its answer uses and costs. */
record Question(int number) {
  static final String MODEL = "m";

  /** Its answers stop in the middle, for ever. */
  static final String SLOW_MODEL = "slow";

  /** Of a million tokens, in USD. */
  static final String INPUT_PRICE = "1.25";

  static final String OUTPUT_PRICE = "10";

  static Question of(String text) {
    return new Question(Integer.parseInt(text.substring(text.lastIndexOf(' ') + 1)));
  }

  String text() {
    return "Question " + number;
  }

  Usage usage() {
    return Usage.of(1000 + number % 97, 10 + number % 13);
  }

  long picoUsd() {
    return (1000 + number % 97) * 1_250_000L + (10 + number % 13) * 10_000_000L;
  }
}
