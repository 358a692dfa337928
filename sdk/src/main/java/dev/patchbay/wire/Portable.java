package dev.patchbay.wire;

import dev.patchbay.chat.ChatRequest;
import java.util.List;

/**
 * A request in words that all protocols have. Immutable.
 *
 * @param losses what no other protocol has a word for, and was left out
 * @param undo what has to be undone in the answer, whoever gives it
 */
public record Portable(ChatRequest request, List<Loss> losses, Undo undo) {
  public Portable {
    losses = List.copyOf(losses);
  }

  /** A request that needs nothing of this. */
  public static Portable as(ChatRequest request) {
    return new Portable(request, List.of(), Undo.NONE);
  }
}
