package dev.patchbay.wire;

import java.util.List;

/**
 * A body in a protocol's form, and everything that could not be carried over into it.
 *
 * @param body UTF-8 JSON; nobody changes it
 * @param losses what was left out or changed; empty if nothing
 * @param undo what of it has to be undone in the answer
 */
public record Encoded(byte[] body, List<Loss> losses, Undo undo) {
  public Encoded {
    losses = List.copyOf(losses);
  }

  /** A body of which nothing has to be undone. */
  public Encoded(byte[] body, List<Loss> losses) {
    this(body, losses, Undo.NONE);
  }
}
