package dev.patchbay.transport.okhttp;

/**
 * Told by a stream when its thread waits for the upstream and when it works: time that the caller
 * takes to digest a frame is not the upstream's silence. One thread calls it.
 */
interface ReadingTimes {
  /** For streams nobody times. */
  ReadingTimes NONE =
      new ReadingTimes() {
        @Override
        public void waiting() {}

        @Override
        public void received() {}
      };

  /** The thread is about to wait for bytes. */
  void waiting();

  /** Bytes came, or the end. */
  void received();
}
