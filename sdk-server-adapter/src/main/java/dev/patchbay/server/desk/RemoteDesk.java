package dev.patchbay.server.desk;

import dev.patchbay.secret.Secret;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server over HTTP. */
public final class RemoteDesk implements Desk {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** As long as compacting a large database may take. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final String base;
  private final @Nullable Secret token;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  /**
   * A server at an address.
   *
   * @param base such as {@code http://127.0.0.1:8094}
   * @param token its admin token; null if it wants none
   * @throws IllegalArgumentException if it is no HTTP address
   */
  public RemoteDesk(String base, @Nullable Secret token) {
    if (!base.matches("https?://[^\\s/?#]+(/[^\\s?#]*)?")) {
      throw new IllegalArgumentException(
          "--url must be the address of a server, such as http://127.0.0.1:8094: " + base);
    }
    this.base = base.replaceAll("/+$", "");
    this.token = token;
  }

  @Override
  public Doc ask(String method, String path, Map<String, String> query, @Nullable String json) {
    HttpResponse<String> answer = send(method, path, query, json, BodyHandlers.ofString());
    if (answer.statusCode() >= 400) {
      throw DeskException.of(answer.statusCode(), answer.body());
    }
    return Doc.parse(answer.body());
  }

  @Override
  public void follow(String path, Map<String, String> query, Predicate<Doc> taker) {
    HttpResponse<Stream<String>> answer = send("GET", path, query, null, BodyHandlers.ofLines());
    try (Stream<String> lines = answer.body()) {
      if (answer.statusCode() >= 400) {
        throw DeskException.of(answer.statusCode(), String.join("\n", lines.limit(100).toList()));
      }
      Events events = new Events(taker);
      Iterator<String> each = lines.iterator();
      while (each.hasNext() && events.line(each.next())) {
        // The taker has it.
      }
    } catch (java.io.UncheckedIOException e) {
      throw new DeskException(0, base + " went away: " + e.getMessage());
    }
  }

  private <T> HttpResponse<T> send(
      String method,
      String path,
      Map<String, String> query,
      @Nullable String json,
      HttpResponse.BodyHandler<T> handler) {
    String tail = query.isEmpty() ? "" : "?" + Paths.query(query);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path + tail))
            .timeout(LONGEST)
            .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
    if (json != null) {
      request.header("content-type", "application/json");
    }
    if (token != null) {
      request.header("authorization", "Bearer " + token.reveal());
    }
    try {
      return client.send(request.build(), handler);
    } catch (ConnectException e) {
      throw new DeskException(
          0, "No server answers at " + base + ". Start it with 'patchbay serve', or correct --url");
    } catch (IOException e) {
      throw new DeskException(0, base + " does not answer as a server does: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeskException(0, "Interrupted");
    }
  }

  @Override
  public void close() {
    // The client ends with the process.
  }
}
