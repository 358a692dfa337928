package dev.patchbay.context;

/** Writes an answer down, before its end is shown. One thread. */
@FunctionalInterface
interface Keeping {
  /**
   * Writes it down.
   *
   * @throws dev.patchbay.failure.StoreException if the store fails
   */
  void keep(Answered answer);
}
