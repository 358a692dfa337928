package dev.patchbay.transport;

/** Takes the frames of a stream, in order, on the thread that reads them. */
@FunctionalInterface
public interface FrameSink {
  /**
   * Takes a frame. What it throws comes out of {@link HttpReply#frames} unchanged, and the
   * connection is closed.
   *
   * @return false to stop reading: a rest that comes within a tenth of a second is read off, so
   *     that the connection can be used again; else the connection is closed
   */
  boolean frame(SseFrame frame);
}
