package dev.patchbay.server.jetty;

import dev.patchbay.server.setup.ServerConfig;
import java.net.URI;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Listens, and has every call answered. Thread-safe. */
public final class HttpServer implements AutoCloseable {
  private final Server server;
  private final URI address;

  private HttpServer(Server server, URI address) {
    this.server = server;
    this.address = address;
  }

  /**
   * Listens.
   *
   * @throws IllegalStateException if it can't, as when another has the port
   */
  public static HttpServer start(ServerConfig config, Calls calls) {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost(config.host());
    connector.setPort(config.port());
    server.addConnector(connector);
    server.setHandler(new CallHandler(calls, config.maxBody()));
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException(
          "Cannot listen on " + config.host() + ":" + config.port() + ": " + e.getMessage(), e);
    }
    String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    return new HttpServer(server, URI.create("http://" + host + ":" + connector.getLocalPort()));
  }

  /** Where it listens. */
  public URI address() {
    return address;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The server did not stop: " + e.getMessage(), e);
    }
  }
}
