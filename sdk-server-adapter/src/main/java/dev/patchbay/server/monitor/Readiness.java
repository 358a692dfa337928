package dev.patchbay.server.monitor;

import dev.patchbay.Router;
import dev.patchbay.failure.StoreException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether calls can be served. Anybody may ask, as often as they like: the stores are asked once a
 * second at most, and by one at a time. Thread-safe.
 */
final class Readiness {
  private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long PATIENCE_MILLIS = 2000;

  private final Router router;
  private @Nullable CompletableFuture<Boolean> asked;
  private long askedAt;

  Readiness(Router router) {
    this.router = router;
  }

  /** True if the router takes calls and its stores answer; waits for them for two seconds. */
  boolean isReady() {
    if (!router.health().open()) {
      return false;
    }
    try {
      return question().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn("Not ready: the stores did not answer within {} ms", PATIENCE_MILLIS);
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized CompletableFuture<Boolean> question() {
    long now = System.nanoTime();
    CompletableFuture<Boolean> last = asked;
    if (last != null && (!last.isDone() || now - askedAt < FRESH_NANOS)) {
      return last;
    }
    CompletableFuture<Boolean> next = new CompletableFuture<>();
    Thread thread = new Thread(() -> next.complete(storesAnswer()), "patchbay-readiness");
    thread.setDaemon(true);
    asked = next;
    askedAt = now;
    thread.start();
    return next;
  }

  private boolean storesAnswer() {
    try {
      router.checkStores();
      return true;
    } catch (StoreException e) {
      LOG.warn("Not ready: {}", e.getMessage());
      return false;
    } catch (RuntimeException e) {
      LOG.warn("Not ready", e);
      return false;
    }
  }
}
