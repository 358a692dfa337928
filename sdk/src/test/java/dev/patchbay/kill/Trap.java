package dev.patchbay.kill;

import dev.patchbay.cost.Ledger;
import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.SqlWork;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stops the first thread that comes to a fail point once the trap is armed, and says so. It sits in
 * decorations of what the router is given, not in the router. Thread-safe.
 */
final class Trap {
  /** The fail point within what is written, by the method that writes. */
  private static final Map<String, FailPoint> INSIDE =
      Map.of("write", FailPoint.INSIDE_COMMIT, "later", FailPoint.INSIDE_OPEN);

  private final FailPoint point;
  private final Voice voice;
  private final AtomicBoolean armed = new AtomicBoolean();
  private final CountDownLatch never = new CountDownLatch(1);

  Trap(FailPoint point, Voice voice) {
    this.point = point;
    this.voice = voice;
  }

  void arm() {
    if (point == FailPoint.ANYWHERE) {
      voice.reached(point);
    }
    armed.set(true);
  }

  /** A thread comes by. */
  void at(FailPoint here) {
    if (here == point && armed.compareAndSet(true, false)) {
      voice.reached(point);
      stop();
    }
  }

  private void stop() {
    while (true) {
      try {
        never.await();
      } catch (InterruptedException e) {
        // Nothing frees it but the end of the process.
      }
    }
  }

  Ledger around(Ledger ledger) {
    return new Ledger() {
      @Override
      public void open(LedgerEntry entry) {
        at(FailPoint.BEFORE_OPEN);
        ledger.open(entry);
        at(FailPoint.AFTER_OPEN);
      }

      @Override
      public void close(LedgerEntry entry, String reservation) {
        at(FailPoint.BEFORE_COMMIT);
        ledger.close(entry, reservation);
        at(FailPoint.AFTER_COMMIT);
      }

      @Override
      public void drop(LedgerEntry entry, String reservation) {
        ledger.drop(entry, reservation);
      }
    };
  }

  Database around(Database database) {
    return (Database)
        Proxy.newProxyInstance(
            Trap.class.getClassLoader(),
            new Class<?>[] {Database.class},
            (proxy, method, arguments) -> {
              FailPoint inside = INSIDE.get(method.getName());
              Object[] passed =
                  inside == null
                      ? arguments
                      : new Object[] {then((SqlWork<?>) arguments[0], inside)};
              try {
                return method.invoke(database, passed);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private <T> SqlWork<T> then(SqlWork<T> work, FailPoint here) {
    return connection -> {
      T result = work.run(connection);
      at(here);
      return result;
    };
  }
}
