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
  private final ServerConfig config;
  private volatile int port;

  private HttpServer(ServerConfig config, Limits limits, Calls calls) {
    this.server = new Server(Threads.pool());
    this.running = new Running(Threads.calls());
    this.presence = new Presence();
    this.config = config;
    this.port = config.port();
    this.connector = Listening.connector(server, config, limits);
    this.connections = new Connections(connector, limits.upload());
    presence.every(Duration.ofSeconds(1), connections::closeSlow);
    server.addConnector(connector);
    Refusals refusals = new Refusals();
    server.setErrorHandler(new FaultPage(refusals));
    AccessLog access = new AccessLog(config.accessLog());
    server.setHandler(
        new CallHandler(calls, config.maxBody(), limits, running, presence, access, refusals));
  }

  /**
   * A server that listens.
   *
   * @throws IllegalStateException as {@link #prepare} and {@link #listen} do
   */
  public static HttpServer start(ServerConfig config, Calls calls) {
    return start(config, Limits.DEFAULT, calls);
  }

  static HttpServer start(ServerConfig config, Limits limits, Calls calls) {
    HttpServer server = new HttpServer(config, limits, calls);
    server.listen();
    return server;
  }

  /**
   * A server that doesn't listen yet.
   *
   * @throws IllegalStateException if what it shows over TLS can't be read; its message says why
   */
  public static HttpServer prepare(ServerConfig config, Calls calls) {
    return new HttpServer(config, Limits.DEFAULT, calls);
  }

  /**
   * Listens; once. If it can't, the server is closed.
   *
   * @throws IllegalStateException if it can't, as when another has the port: its message says what
   *     to do, its cause why
   */
  public void listen() {
    try {
      server.start();
      port = connector.getLocalPort();
    } catch (Exception e) {
      presence.close();
      stop();
      throw new IllegalStateException(refusal(e), e);
    }
  }

  private String refusal(Exception refused) {
    String where = config.host() + ":" + config.port();
    for (Throwable each = refused; each != null; each = each.getCause()) {
      if (each instanceof BindException) {
        return "Cannot listen on " + where + ": " + each.getMessage();
      }
    }
    return "Cannot listen on " + where + ": " + refused.getMessage();
  }

  /** Where it listens, with the port it really has. */
  public URI address() {
    String scheme = config.tls() == null ? "http" : "https";
    String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    return URI.create(scheme + "://" + host + ":" + port);
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
    // One whose client has its answer may not be told from a busy one for a moment yet.
    presence.next(connections::closeIdle);
    try {
      if (!running.awaitEmpty(config.drain())) {
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
