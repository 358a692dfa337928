package dev.patchbay.wire;

import java.util.List;
import java.util.Map;

/**
 * A body in a protocol's form, and everything that could not be carried over into it.
 *
 * @param body UTF-8 JSON; nobody changes it
 * @param losses what was left out or changed; empty if nothing
 * @param renamed the caller's own names of tools by those that were sent: {@link ToolNames#own}
 *     gives them back to the answer's calls; empty if all names were sent as they are
 */
public record Encoded(byte[] body, List<Loss> losses, Map<String, String> renamed) {
  public Encoded {
    losses = List.copyOf(losses);
    renamed = Map.copyOf(renamed);
  }

  /** A body without tools of other names. */
  public Encoded(byte[] body, List<Loss> losses) {
    this(body, losses, Map.of());
  }
}
