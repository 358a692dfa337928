package dev.patchbay.transport;

/** Takes the frames of a stream, in order, on the thread that reads them. */
@FunctionalInterface
public interface FrameSink {
  /**
   * Takes a frame.
   *
   * @return false to stop reading: the connection is then closed
   */
  boolean frame(SseFrame frame);
}
