package dev.patchbay.stream;

import dev.patchbay.trace.RouteTrace;
import dev.patchbay.trace.RouterException;
import dev.patchbay.transport.CallScope;
import dev.patchbay.wire.WireReply;
import dev.patchbay.wire.WireSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.util.function.Supplier;

/**
 * The handle of an answer in its client's protocol. It holds no state of its own, so that the
 * garbage collector can find it dropped: all state is in {@link StreamRun}.
 */
public final class RoutedReply implements WireReply {
  private final StreamRun<WireSink> run;
  private final Failing failing;
  private final boolean stream;
  private final Workers workers;
  private final DroppedHandles.Trail trail;

  /** Tells a client of a failure. */
  @FunctionalInterface
  public interface Failing {
    void tell(RouterException failure, WireSink sink) throws IOException;
  }

  private RoutedReply(StreamRun<WireSink> run, Failing failing, boolean stream, Workers workers) {
    this.run = run;
    this.failing = failing;
    this.stream = stream;
    this.workers = workers;
    this.trail = workers.dropped().watch(this, run.whenDropped("WireReply"));
  }

  /** A reply that runs the body when it is written, or when it is given up before that. */
  public static RoutedReply of(
      StreamRun.Body<WireSink> body,
      Failing failing,
      boolean stream,
      CallScope scope,
      Supplier<RouteTrace> trace,
      Workers workers) {
    return new RoutedReply(
        new StreamRun<>(body, WireSink.NONE, scope, trace), failing, stream, workers);
  }

  @Override
  public boolean isStream() {
    return stream;
  }

  @Override
  public void writeTo(WireSink sink) throws IOException {
    run.claim();
    try {
      run.run(sink);
    } catch (RouterException e) {
      failing.tell(e, sink);
    } catch (UncheckedIOException e) {
      throw e.getCause();
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
