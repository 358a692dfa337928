package dev.patchbay.log;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose request it was. Immutable.
 *
 * @param client id of the protocol the client spoke; {@link #TYPED} for a call from Java
 * @param tenant who owns its sessions and conversations
 * @param caller who called; null if unsaid
 * @param key id of the API key it came with; null if none
 * @param conversation id of its conversation; null if none
 * @param tags its tags
 */
public record RequestOrigin(
    String client,
    String tenant,
    @Nullable String caller,
    @Nullable String key,
    @Nullable String conversation,
    List<String> tags) {
  /** The client of a request that was no client's bytes. */
  public static final String TYPED = "typed";

  public RequestOrigin {
    tags = List.copyOf(tags);
  }
}
