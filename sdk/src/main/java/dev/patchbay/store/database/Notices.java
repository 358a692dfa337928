package dev.patchbay.store.database;

/**
 * What processes that share a database tell each other through it, without a promise: a notice may
 * be lost, or never arrive behind a pooler of transactions. Who needs to know looks too.
 * Thread-safe.
 */
public interface Notices extends AutoCloseable {
  /** Where nobody else listens, or can't be told. */
  Notices NONE =
      new Notices() {
        @Override
        public void send(String notice) {}

        @Override
        public void close() {}
      };

  /**
   * Tells the others, at most 2,000 characters; more is cut. Waits for the database shortly; never
   * throws.
   */
  void send(String notice);

  /** Listens no more. Idempotent. */
  @Override
  void close();
}
