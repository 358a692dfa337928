package dev.patchbay.wire;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a request's prompt-cache marks on the way to a target. Immutable.
 *
 * @param ttl how long what is marked is to be kept
 * @param marks who sets the marks
 */
public record CacheRule(Ttl ttl, Marks marks) {
  /** The client's own marks go through as they are. */
  public static final CacheRule KEEP = new CacheRule(Ttl.KEEP, Marks.CLIENT);

  /** How long marked prompts are kept (Anthropic, Prompt caching, read 2026-11-20). */
  public enum Ttl {
    /** As long as the client says. */
    KEEP("keep", null),
    /** Five minutes. */
    FIVE_MINUTES("5m", "5m"),
    /** An hour; writes cost twice the price of input instead of 1.25 times. */
    HOUR("1h", "1h");

    private final String word;
    private final @Nullable String sent;

    Ttl(String word, @Nullable String sent) {
      this.word = word;
      this.sent = sent;
    }

    /** As the configuration says it. */
    public String word() {
      return word;
    }

    /** As it is sent; null for what the client says. */
    public @Nullable String sent() {
      return sent;
    }

    /** By its word in lower case. */
    public static Optional<Ttl> of(String word) {
      return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }
  }

  /** Who sets marks. */
  public enum Marks {
    /** The client alone. */
    CLIENT("client"),
    /** Where the client sets none, they are set for it. */
    AUTO("auto");

    private final String word;

    Marks(String word) {
      this.word = word;
    }

    /** As the configuration says it. */
    public String word() {
      return word;
    }

    /** By its word in lower case. */
    public static Optional<Marks> of(String word) {
      return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }
  }

  /** True if nothing changes. */
  public boolean keeps() {
    return equals(KEEP);
  }

  /** True if marks are set where the client sets none. */
  public boolean auto() {
    return marks == Marks.AUTO;
  }
}
