package dev.patchbay.server;

import dev.patchbay.RouterBuilder;
import dev.patchbay.server.api.Pulse;
import dev.patchbay.server.guard.SafeBinding;
import dev.patchbay.server.jetty.HttpServer;
import dev.patchbay.server.setup.Setup;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;

/** An adapter that listens. Thread-safe. */
public final class AdapterServer implements AutoCloseable {
  private final Adapter adapter;
  private final HttpServer server;

  private AdapterServer(Adapter adapter, HttpServer server) {
    this.adapter = adapter;
    this.server = server;
  }

  /**
   * Opens everything and listens.
   *
   * @throws IllegalStateException if it can't, or would listen beyond this machine with nothing to
   *     ask callers for
   */
  public static AdapterServer start(Setup setup) {
    return start(setup, Pulse.Timing.DEFAULT, UnaryOperator.identity());
  }

  /** As {@link #start(Setup)}, with another pulse of silent streams, and other parts: for tests. */
  static AdapterServer start(Setup setup, Pulse.Timing pulse, UnaryOperator<RouterBuilder> parts) {
    CompletableFuture<Adapter> opened = new CompletableFuture<>();
    // Beside each other: with two cores that is a quarter of the time it takes to start.
    CompletableFuture<HttpServer> prepared =
        CompletableFuture.supplyAsync(
            () ->
                HttpServer.prepare(
                    setup.server(), (call, admitted) -> opened.join().answer(call, admitted)),
            run -> new Thread(run, "patchbay-start").start());
    try {
      Adapter adapter = Adapter.open(setup, pulse, parts);
      opened.complete(adapter);
      return new AdapterServer(adapter, listen(setup, adapter, prepared));
    } catch (RuntimeException e) {
      prepared.thenAccept(HttpServer::close);
      throw e;
    }
  }

  private static HttpServer listen(
      Setup setup, Adapter adapter, CompletableFuture<HttpServer> prepared) {
    try {
      SafeBinding.require(setup, adapter.keys());
      HttpServer server = prepared.join();
      server.listen();
      adapter.watch();
      return server;
    } catch (RuntimeException e) {
      adapter.close();
      throw e instanceof CompletionException && e.getCause() instanceof RuntimeException told
          ? told
          : e;
    }
  }

  /** Where it listens, with the port it really has. */
  public URI address() {
    return server.address();
  }

  /** What is behind it. */
  public Adapter adapter() {
    return adapter;
  }

  /** Takes no more calls, lets live ones end for a while, then ends everything. Idempotent. */
  @Override
  public void close() {
    adapter.drain();
    server.close();
    adapter.close();
  }
}
