package dev.patchbay.delivery;

import dev.patchbay.trace.RouteTrace;
import dev.patchbay.wire.Loss;
import java.util.List;

/** What is known of a request while it runs. */
public interface Progress {
  /** How many attempts have begun. */
  int attempts();

  /** What happened so far. */
  RouteTrace trace();

  /** Something could not be told to the client. */
  void lost(List<Loss> losses);
}
