package dev.patchbay.store.cost;

import dev.patchbay.store.database.Dialect;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Numbers of shards for writers that write at once. A lone writer always gets the same, so that
 * sums don't scatter; those who write beside it get others, so that none waits for its commit.
 * Thread-safe.
 */
final class Shards {
  static final int PER_INSTANCE = 16;

  private final int first;
  private final int count;
  private final AtomicInteger taken = new AtomicInteger();

  /**
   * Makes those of one instance.
   *
   * @param instance its number; two with the same number only wait for each other
   * @param dialect SQLite has one writer at a time: one shard is enough there
   */
  Shards(int instance, Dialect dialect) {
    this.first = instance * PER_INSTANCE;
    this.count = dialect == Dialect.SQLITE ? 1 : PER_INSTANCE;
  }

  /** Takes the lowest that is free; if none is, the last one. */
  int take() {
    while (true) {
      int before = taken.get();
      int slot = Integer.numberOfTrailingZeros(~before);
      if (slot >= count) {
        return first + count - 1;
      }
      if (taken.compareAndSet(before, before | (1 << slot))) {
        return first + slot;
      }
    }
  }

  /** Gives it back. */
  void give(int shard) {
    int bit = 1 << (shard - first);
    taken.updateAndGet(before -> before & ~bit);
  }
}
