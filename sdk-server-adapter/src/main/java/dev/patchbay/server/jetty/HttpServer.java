package dev.patchbay.server.jetty;

import dev.patchbay.server.setup.ServerConfig;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Listens, and has every call answered. Thread-safe. */
public final class HttpServer implements AutoCloseable {
  private static final Duration AFTER_CANCEL = Duration.ofSeconds(2);

  private final Server server;
  private final ServerConnector connector;
  private final Running running;
  private final Presence presence;
  private final Connections connections;
  private final Duration drain;
  private final URI address;

  private HttpServer(ServerConfig config, Limits limits, Calls calls) {
    this.server = new Server(Threads.pool());
    this.running = new Running(Threads.calls());
    this.presence = new Presence();
    this.drain = config.drain();
    this.connector = Listening.connector(server, config, limits);
    this.connections = new Connections(connector, limits.upload());
    presence.every(Duration.ofSeconds(1), connections::closeSlow);
    server.addConnector(connector);
    server.setErrorHandler(new FaultPage());
    AccessLog access = new AccessLog(config.accessLog());
    server.setHandler(new CallHandler(calls, config.maxBody(), limits, running, presence, access));
    this.address = listen(config);
  }

  /**
   * Listens.
   *
   * @throws IllegalStateException if it can't, as when another has the port: its message says what
   *     to do, its cause why
   */
  public static HttpServer start(ServerConfig config, Calls calls) {
    return start(config, Limits.DEFAULT, calls);
  }

  static HttpServer start(ServerConfig config, Limits limits, Calls calls) {
    return new HttpServer(config, limits, calls);
  }

  private URI listen(ServerConfig config) {
    try {
      server.start();
    } catch (Exception e) {
      presence.close();
      stop();
      throw new IllegalStateException(refusal(config, e), e);
    }
    String scheme = config.tls() == null ? "http" : "https";
    String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    return URI.create(scheme + "://" + host + ":" + connector.getLocalPort());
  }

  private static String refusal(ServerConfig config, Exception refused) {
    String where = config.host() + ":" + config.port();
    for (Throwable each = refused; each != null; each = each.getCause()) {
      if (each instanceof BindException) {
        return "Cannot listen on " + where + ": " + each.getMessage();
      }
    }
    return "Cannot listen on " + where + ": " + refused.getMessage();
  }

  /** Where it listens. */
  public URI address() {
    return address;
  }

  /**
   * Takes no more calls, waits for live answers to end as long as configured, cancels the others,
   * and closes every connection. Idempotent.
   */
  @Override
  public void close() {
    running.drain();
    connector.close();
    connections.closeIdle();
    try {
      if (!running.awaitEmpty(drain)) {
        running.left().forEach(Exchange::stop);
        running.awaitEmpty(AFTER_CANCEL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    presence.close();
    stop();
  }

  private void stop() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The server did not stop: " + e.getMessage(), e);
    }
  }
}
