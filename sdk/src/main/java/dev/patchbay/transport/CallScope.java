package dev.patchbay.transport;

import dev.patchbay.failure.FailureKind;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The one handle by which a caller's request is stopped, whatever attempt it is in: at most one
 * call is bound to it at a time. Scopes form a tree: cancelling a parent cancels its children, so
 * each hedged attempt can be stopped alone. Thread-safe; one AtomicReference of an immutable
 * record.
 */
public final class CallScope {
  private record State(@Nullable FailureKind reason, java.util.List<Runnable> cancels) {}

  private final AtomicReference<State> state =
      new AtomicReference<>(new State(null, java.util.List.of()));

  /** A scope of its own. */
  public CallScope() {}

  /** A scope that ends with this one, and can end before it. */
  public CallScope child() {
    CallScope child = new CallScope();
    Registration registration = onCancel(() -> child.cancel(reasonOr(FailureKind.CANCELLED)));
    child.onCancel(registration::close);
    return child;
  }

  private FailureKind reasonOr(FailureKind other) {
    FailureKind reason = state.get().reason();
    return reason == null ? other : reason;
  }

  /** Stops whatever is bound now or later. The first reason counts. Idempotent. */
  public void cancel(FailureKind reason) {
    State before;
    do {
      before = state.get();
      if (before.reason() != null) {
        return;
      }
    } while (!state.compareAndSet(before, new State(reason, java.util.List.of())));
    before.cancels().forEach(Runnable::run);
  }

  /** Why it was cancelled; null if it was not. */
  public @Nullable FailureKind reason() {
    return state.get().reason();
  }

  /** Runs the action when the scope is cancelled, at once if it is; close to forget it. */
  public Registration onCancel(Runnable action) {
    State before;
    State after;
    do {
      before = state.get();
      if (before.reason() != null) {
        action.run();
        return () -> {};
      }
      java.util.List<Runnable> cancels = new java.util.ArrayList<>(before.cancels());
      cancels.add(action);
      after = new State(null, java.util.List.copyOf(cancels));
    } while (!state.compareAndSet(before, after));
    return () -> forget(action);
  }

  private void forget(Runnable action) {
    State before;
    State after;
    do {
      before = state.get();
      if (before.reason() != null) {
        return;
      }
      java.util.List<Runnable> cancels = new java.util.ArrayList<>(before.cancels());
      cancels.remove(action);
      after = new State(null, java.util.List.copyOf(cancels));
    } while (!state.compareAndSet(before, after));
  }

  /** What {@link #onCancel} gave. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
