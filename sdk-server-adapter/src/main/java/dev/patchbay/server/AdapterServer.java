package dev.patchbay.server;

import dev.patchbay.server.api.Pulse;
import dev.patchbay.server.guard.SafeBinding;
import dev.patchbay.server.jetty.HttpServer;
import dev.patchbay.server.setup.Setup;
import java.net.URI;

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
    return start(setup, Pulse.Timing.DEFAULT);
  }

  /** As {@link #start(Setup)}, with another pulse of silent streams. */
  static AdapterServer start(Setup setup, Pulse.Timing pulse) {
    Adapter adapter = Adapter.open(setup, pulse);
    try {
      SafeBinding.require(setup, adapter.keys());
      return new AdapterServer(adapter, HttpServer.start(setup.server(), adapter::answer));
    } catch (RuntimeException e) {
      adapter.close();
      throw e;
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
