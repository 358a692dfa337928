package dev.patchbay.stream;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.trace.RouteTrace;
import dev.patchbay.transport.CallScope;
import java.lang.ref.Reference;
import java.util.Iterator;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The caller's handle of a live call. It holds no state of its own, so that the garbage collector
 * can find it dropped while a worker still reads: all state is in {@link StreamRun}.
 */
public final class RoutedStream implements ChatStream {
  private final StreamRun<Consumer<? super ChatEvent>> run;
  private final Workers workers;
  private final DroppedHandles.Trail trail;

  private RoutedStream(StreamRun<Consumer<? super ChatEvent>> run, Workers workers) {
    this.run = run;
    this.workers = workers;
    this.trail = workers.dropped().watch(this, run.whenDropped("ChatStream"));
  }

  /** A stream that runs the body when it is consumed, or when it is given up before that. */
  public static RoutedStream of(
      StreamRun.Body<Consumer<? super ChatEvent>> body,
      CallScope scope,
      Supplier<RouteTrace> trace,
      Workers workers) {
    return new RoutedStream(new StreamRun<>(body, event -> {}, scope, trace), workers);
  }

  @Override
  public void forEach(Consumer<? super ChatEvent> consumer) {
    run.claim();
    try {
      run.run(consumer);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public Iterator<ChatEvent> iterator() {
    run.claim();
    return new StreamIterator(run, workers, this);
  }

  @Override
  public Flow.Publisher<ChatEvent> publisher() {
    return new StreamPublisher(run, workers, this);
  }

  @Override
  public ChatResponse response() {
    try {
      return run.response();
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public RouteTrace trace() {
    return run.trace();
  }

  @Override
  public void cancel() {
    var unused = run.cancel();
  }

  @Override
  public void close() {
    workers.dropped().forget(trail);
    cancel();
  }
}
