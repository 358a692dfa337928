package dev.patchbay.transport;

import java.util.Map;

/**
 * An upstream's answer, of which head has come. One thread reads it, once: either {@link #body} or
 * {@link #frames}. Close it in any case.
 */
public interface HttpReply extends AutoCloseable {
  /** HTTP status. */
  int status();

  /** Headers, names in lower case; of a repeated one the last value. */
  Map<String, String> headers();

  /** True if the content type says it is an event stream. */
  boolean isEventStream();

  /**
   * The whole body.
   *
   * @param limit most bytes it may have
   * @throws TransportException if it is longer, breaks, or is late
   */
  byte[] body(long limit);

  /**
   * The first bytes of the body of an error, as far as they come: never throws for its length, nor
   * when it breaks or is late.
   *
   * @param limit most bytes that are read
   * @throws TransportException if the caller cancelled
   */
  byte[] head(long limit);

  /**
   * Reads frames on this thread until the stream ends or the sink has had enough. Whatever the
   * content type says: ask {@link #isEventStream} first. A stream that ends without a finish ends
   * like any other here: only its decoder can tell.
   *
   * @return true if the stream ended by itself, false if the sink stopped it
   * @throws TransportException if it breaks, is late, or a frame is larger than 16 MB
   */
  boolean frames(FrameSink sink);

  /** Frees the connection; cancels what is still coming. Idempotent. */
  @Override
  void close();
}
