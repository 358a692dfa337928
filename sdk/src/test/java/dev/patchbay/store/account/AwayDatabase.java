package dev.patchbay.store.account;

import dev.patchbay.failure.StoreException;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Dialect;
import dev.patchbay.store.database.SqlWork;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A database that can be away, or hang. Thread-safe. */
final class AwayDatabase implements Database {
  private final Database there;
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile boolean away;
  private volatile CountDownLatch gate = new CountDownLatch(0);

  AwayDatabase(Database there) {
    this.there = there;
  }

  void leave() {
    away = true;
  }

  void hang() {
    gate = new CountDownLatch(1);
  }

  void comeBack() {
    away = false;
    gate.countDown();
  }

  /** How often it said that it is away. */
  int refused() {
    return refused.get();
  }

  /** How many wait for it now. */
  int waiting() {
    return waiting.get();
  }

  @Override
  public Dialect dialect() {
    return there.dialect();
  }

  @Override
  public <T extends @Nullable Object> T read(SqlWork<T> work) {
    pass();
    return there.read(work);
  }

  @Override
  public <T extends @Nullable Object> T write(SqlWork<T> work) {
    pass();
    return there.write(work);
  }

  private void pass() {
    waiting.incrementAndGet();
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new StoreException("interrupted", e);
    } finally {
      waiting.decrementAndGet();
    }
    if (away) {
      refused.incrementAndGet();
      throw new StoreException("away");
    }
  }

  @Override
  public boolean later(SqlWork<?> work) {
    return there.later(work);
  }

  @Override
  public void outside(String sql) {
    there.outside(sql);
  }

  @Override
  public void flush() {
    there.flush();
  }

  /** Leaves the real one open: it is another's. */
  @Override
  public void close() {}
}
