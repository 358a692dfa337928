package dev.patchbay.wire;

import dev.patchbay.transport.SseFrame;
import java.util.List;

/** What the official SDK of a protocol demands of a stream we serve. */
@FunctionalInterface
interface StreamGrammar {
  /**
   * Checks a stream from its first frame to its last.
   *
   * @param failed true if the answer failed: then there is an error and no clean end
   */
  void check(List<SseFrame> frames, boolean failed);
}
