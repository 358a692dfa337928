package dev.patchbay.server.jetty;

import dev.patchbay.server.http.Fault;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The exchanges there are, and whether there may be more. Thread-safe. */
final class Running {
  private final int most;
  // guarded by this
  private final Set<Exchange> exchanges = new HashSet<>();
  private boolean draining;

  /** No more than so many at a time. */
  Running(int most) {
    this.most = most;
  }

  /** Lets it in; else why not. Whichever: {@link #leave} ends it. */
  synchronized @Nullable Fault enter(Exchange exchange) {
    if (draining) {
      exchange.beLast();
      return Fault.of(503, "stopping", "The server stops; try again soon").with("retry-after", "5");
    }
    if (exchanges.size() >= most) {
      return Fault.of(503, "overloaded", "The server answers " + most + " calls; try again soon")
          .with("retry-after", "1");
    }
    exchanges.add(exchange);
    return null;
  }

  synchronized void leave(Exchange exchange) {
    if (exchanges.remove(exchange) && exchanges.isEmpty()) {
      notifyAll();
    }
  }

  /** From now on nothing new is let in. */
  synchronized void drain() {
    draining = true;
    exchanges.forEach(Exchange::beLast);
  }

  /** Whether all of them ended within the time. */
  synchronized boolean awaitEmpty(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    while (!exchanges.isEmpty()) {
      long millis = (end - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        return false;
      }
      wait(millis);
    }
    return true;
  }

  /** What still runs. */
  synchronized Set<Exchange> left() {
    return Set.copyOf(exchanges);
  }
}
