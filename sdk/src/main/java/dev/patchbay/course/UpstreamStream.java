package dev.patchbay.course;

import dev.patchbay.route.RouteQuery;
import dev.patchbay.route.Target;
import dev.patchbay.wire.Capability;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a buffered call is asked for as a stream upstream, and folded. */
public enum UpstreamStream {
  /** Where the answer may be long. The default. */
  AUTO,
  /** Always. */
  ALWAYS,
  /** Never. */
  NEVER;

  /** Answers above this may take longer than the idle time of boxes on the way. */
  private static final int LONG_ANSWER_TOKENS = 8_192;

  /** The value of a word. */
  public static Optional<UpstreamStream> of(@Nullable String word) {
    for (UpstreamStream value : values()) {
      if (word != null && value.name().toLowerCase(Locale.ROOT).equals(word)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /** Whether to ask this target for a stream, for a caller who wants a whole answer. */
  public boolean streams(RouteQuery query, Target target) {
    if (this != AUTO) {
      return this == ALWAYS;
    }
    Integer max = query.maxOutputTokens();
    boolean thinks = query.needs().contains(Capability.REASONING);
    return thinks || target.card().reasons() || (max != null && max > LONG_ANSWER_TOKENS);
  }
}
