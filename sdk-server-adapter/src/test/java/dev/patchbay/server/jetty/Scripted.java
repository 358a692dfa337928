package dev.patchbay.server.jetty;

import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Outlet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A live answer that does what a test says, and remembers when it was cancelled. */
final class Scripted implements Answer.Live {
  static final Map<String, String> EVENTS = Map.of("content-type", "text/event-stream");

  /** What it does. */
  interface Script {
    void run(Outlet out, Scripted self) throws IOException, InterruptedException;
  }

  final CountDownLatch begun = new CountDownLatch(1);
  final CountDownLatch ended = new CountDownLatch(1);
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final Script script;
  private volatile long cancelledAt;

  Scripted(Script script) {
    this.script = script;
  }

  @Override
  public void writeTo(Outlet out) throws IOException {
    begun.countDown();
    try {
      script.run(out, this);
    } catch (InterruptedException e) {
      throw new IOException(e);
    } finally {
      ended.countDown();
    }
  }

  @Override
  public void cancel() {
    if (cancelledAt == 0) {
      cancelledAt = System.nanoTime();
    }
    cancelled.countDown();
  }

  /** Says nothing until it is cancelled, a minute at most. */
  void silence() throws InterruptedException {
    cancelled.await(60, TimeUnit.SECONDS);
  }

  boolean isCancelled() {
    return cancelled.getCount() == 0;
  }

  /** Whether it was cancelled before patience ends. */
  boolean awaitCancel() throws InterruptedException {
    return cancelled.await(20, TimeUnit.SECONDS);
  }

  /** How long after that moment it was cancelled; a minute if it was not within so many seconds. */
  long millisUntilCancelled(long since, int seconds) throws InterruptedException {
    return cancelled.await(seconds, TimeUnit.SECONDS)
        ? TimeUnit.NANOSECONDS.toMillis(cancelledAt - since)
        : 60_000;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
