package dev.patchbay.stream;

import dev.patchbay.chat.ChatEvent;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Hands events from the thread that reads upstream to the thread that iterates: bounded, so that a
 * slow reader stops the upstream. Its end always has a place. Thread-safe.
 */
final class Handoff {
  private static final int PLACES = 64;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<ChatEvent> events = new ArrayDeque<>();
  private boolean stopped;
  private boolean ended;
  private @Nullable Throwable failure;

  /** Waits for a place; an event after {@link #stop} is dropped. */
  void put(ChatEvent event) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!stopped && events.size() >= PLACES) {
        changed.await();
      }
      if (!stopped) {
        events.add(event);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more comes; null if the answer was whole. */
  void end(@Nullable Throwable why) {
    lock.lock();
    try {
      ended = true;
      failure = why;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The call was cancelled: what waits here is not read any more, only the end is. */
  void stop() {
    lock.lock();
    try {
      stopped = true;
      events.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The next event; null at the end. What the call failed with is thrown. */
  @Nullable ChatEvent take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (events.isEmpty() && !ended) {
        changed.await();
      }
      ChatEvent event = events.poll();
      if (event == null) {
        throwFailure();
      }
      changed.signalAll();
      return event;
    } finally {
      lock.unlock();
    }
  }

  private void throwFailure() {
    if (failure instanceof RuntimeException thrown) {
      throw thrown;
    }
    if (failure instanceof Error thrown) {
      throw thrown;
    }
  }
}
