package dev.patchbay.store.cost;

import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.store.database.Dialect;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Lets the attempts of one request end one after the other, or two that raced would both count it.
 * All of them are in this process. The one writer of SQLite needs no help: there each entry has a
 * lock of its own. Thread-safe.
 */
final class RequestLocks {
  /** Far more than threads that write at once, so that strangers seldom meet. */
  private static final int COUNT = 1024;

  private final Lock[] locks;

  RequestLocks(Dialect dialect) {
    int count = dialect == Dialect.SQLITE ? 0 : COUNT;
    this.locks = Stream.generate(ReentrantLock::new).limit(count).toArray(Lock[]::new);
  }

  /** The lock of the entry's request. */
  Lock of(LedgerEntry entry) {
    return locks.length == 0
        ? new ReentrantLock()
        : locks[Math.floorMod(entry.requestId().hashCode(), locks.length)];
  }
}
