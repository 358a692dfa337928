package dev.patchbay.chat;

import dev.patchbay.trace.RouteTrace;
import java.util.Iterator;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * A streamed answer, to be consumed once: by {@link #forEach}, {@link #iterator}, {@link
 * #publisher} or {@link #response}; a second consumption is an {@link IllegalStateException}.
 * Whichever is used ends normally only if the answer is whole; otherwise it ends with a {@link
 * dev.patchbay.trace.RouterException}, after output was shown with a {@link
 * PartialAnswerException}.
 *
 * <p>One thread consumes; {@link #cancel} and {@link #close} may come from any. A stream that is
 * dropped without being closed is cancelled when the garbage collector finds it, with a warning.
 */
public interface ChatStream extends Iterable<ChatEvent>, AutoCloseable {
  /** Hands each event to the consumer on the calling thread, with no thread between. */
  @Override
  void forEach(Consumer<? super ChatEvent> consumer);

  /** Events through a bounded queue, read by a thread of the router; close the stream when done. */
  @Override
  Iterator<ChatEvent> iterator();

  /** The events with real demand: nothing is read upstream that was not asked for. */
  Flow.Publisher<ChatEvent> publisher();

  /** Reads what is left and folds everything into the whole answer. May follow {@link #forEach}. */
  ChatResponse response();

  /** What the router did so far; complete once the stream has ended. */
  RouteTrace trace();

  /** Stops the call upstream; the consumer gets a cancelled failure. Idempotent. */
  void cancel();

  /** As {@link #cancel} if the stream has not ended; frees the connection. Idempotent. */
  @Override
  void close();
}
