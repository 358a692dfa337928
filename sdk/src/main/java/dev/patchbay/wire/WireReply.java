package dev.patchbay.wire;

import dev.patchbay.trace.RouteTrace;
import java.io.IOException;

/**
 * The answer to a {@link WireRequest}, in the client's own protocol, whoever gives it. Failures are
 * answers too: before any output an error with the protocol's status and body, after it the
 * protocol's error in the stream; a cut answer never ends as a whole one does.
 *
 * <p>One thread writes it, once; {@link #cancel} and {@link #close} may come from any. A reply that
 * is dropped without being closed is cancelled when the garbage collector finds it, with a warning.
 */
public interface WireReply extends AutoCloseable {
  /** True if the client asked for a stream: known before anything is written. */
  boolean isStream();

  /**
   * Runs the call on this thread and writes its answer as it comes.
   *
   * @throws IOException what the sink threw; the call upstream has been stopped
   * @throws IllegalStateException if it was written before
   */
  void writeTo(WireSink sink) throws IOException;

  /** What the router did so far; complete once the answer is written. */
  RouteTrace trace();

  /** Stops the call upstream; the answer then is a failure. Idempotent. */
  void cancel();

  /** As {@link #cancel} if the answer has not ended; frees the connection. Idempotent. */
  @Override
  void close();
}
