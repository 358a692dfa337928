package dev.patchbay.server;

import dev.patchbay.RouterBuilder;
import dev.patchbay.server.api.Pulse;
import dev.patchbay.server.setup.ServerConfig;
import dev.patchbay.server.setup.Setup;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A server on a free port for a test, and a plain client of it. */
public final class RunningAdapter implements AutoCloseable {
  private final AdapterServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private RunningAdapter(AdapterServer server) {
    this.server = server;
  }

  /** A server with this configuration of its router. */
  public static RunningAdapter of(Map<String, Object> tree) {
    return of(Setup.of(ServerConfig.DEFAULT.withPort(0), tree));
  }

  /** A server with this configuration, whose silent streams have this pulse. */
  public static RunningAdapter of(Map<String, Object> tree, Pulse.Timing pulse) {
    Setup setup = Setup.of(ServerConfig.DEFAULT.withPort(0), tree);
    return new RunningAdapter(AdapterServer.start(setup, pulse, UnaryOperator.identity()));
  }

  /** A server with this configuration, whose router has other parts. */
  public static RunningAdapter of(Map<String, Object> tree, UnaryOperator<RouterBuilder> parts) {
    Setup setup = Setup.of(ServerConfig.DEFAULT.withPort(0), tree);
    return new RunningAdapter(AdapterServer.start(setup, Pulse.Timing.DEFAULT, parts));
  }

  /** A server set up so. */
  public static RunningAdapter of(Setup setup) {
    return new RunningAdapter(AdapterServer.start(setup));
  }

  public AdapterServer server() {
    return server;
  }

  public URI url(String path) {
    return server.address().resolve(path);
  }

  public HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  public HttpResponse<String> post(String path, String json, String... headers) {
    return send("POST", path, json, headers);
  }

  /** The whole answer; headers are names and values in turn. */
  public HttpResponse<String> send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url(path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
