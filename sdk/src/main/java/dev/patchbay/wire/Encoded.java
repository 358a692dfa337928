package dev.patchbay.wire;

import java.util.List;

/**
 * A body in a protocol's form, and everything that could not be carried over into it.
 *
 * @param body UTF-8 JSON; nobody changes it
 * @param losses what was left out or changed; empty if nothing
 */
public record Encoded(byte[] body, List<Loss> losses) {
  public Encoded {
    losses = List.copyOf(losses);
  }
}
