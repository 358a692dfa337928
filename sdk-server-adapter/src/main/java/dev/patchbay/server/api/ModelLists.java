package dev.patchbay.server.api;

import dev.patchbay.Router;
import dev.patchbay.inquiry.ModelList;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models there are, soon: providers that are slow to list theirs are waited for a moment only,
 * and stand in the next answer. However many ask, one thread fetches. Thread-safe.
 */
final class ModelLists {
  private static final Logger LOG = LoggerFactory.getLogger(ModelLists.class);

  private final Router router;
  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable CompletableFuture<ModelList> running;

  ModelLists(Router router, Duration patience) {
    this.router = router;
    this.patience = patience;
  }

  ModelList now() {
    try {
      return fetching().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return router.models().known();
    } catch (ExecutionException e) {
      LOG.warn("The models could not be listed", e.getCause());
      return router.models().known();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return router.models().known();
    }
  }

  private CompletableFuture<ModelList> fetching() {
    lock.lock();
    try {
      CompletableFuture<ModelList> current = running;
      if (current == null || current.isDone()) {
        current = new CompletableFuture<>();
        running = current;
        CompletableFuture<ModelList> mine = current;
        Thread thread = new Thread(() -> fetch(mine), "patchbay-models");
        thread.setDaemon(true);
        thread.start();
      }
      return current;
    } finally {
      lock.unlock();
    }
  }

  private void fetch(CompletableFuture<ModelList> list) {
    try {
      list.complete(router.models().list());
    } catch (RuntimeException | Error e) {
      list.completeExceptionally(e);
    }
  }
}
