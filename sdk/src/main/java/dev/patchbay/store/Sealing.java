package dev.patchbay.store;

import dev.patchbay.seal.Texts;

/**
 * How what people say is kept in a database. Immutable.
 *
 * @param bodies of requests and answers, in the log
 * @param talks conversations, and answers that requests go on from
 */
public record Sealing(Texts bodies, Texts talks) {
  /** As it is. */
  public static final Sealing NONE = of(Texts.PLAIN);

  /** All of it in one way. */
  public static Sealing of(Texts texts) {
    return new Sealing(texts, texts);
  }
}
