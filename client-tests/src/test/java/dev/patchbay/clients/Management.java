package dev.patchbay.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** Asks a running server over HTTP without a vendor's client, as one who may do all. */
final class Management {
  static final String TOKEN = "admin-token-of-these-tests";

  /** What the server must have in its environment to know who asks. */
  static final Map<String, String> ENVIRONMENT = Map.of("PATCHBAY_ADMIN_TOKEN", TOKEN);

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String url;

  Management(String url) {
    this.url = url;
  }

  /** An answer. */
  record Told(int status, String body) {}

  /** What is there. */
  String get(String path) {
    return done("GET", path, "");
  }

  /** What comes of making something, or of telling it something. */
  String post(String path, String json) {
    return done("POST", path, json.replace('\'', '"'));
  }

  private String done(String method, String path, String json) {
    Told told = ask(method, path, json, TOKEN, Map.of());
    if (told.status() >= 300) {
      throw new IllegalStateException(method + " " + path + ": " + told);
    }
    return told.body();
  }

  /** Asks as whoever has a key, or the token. */
  Told ask(String method, String path, String json, String key, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("authorization", "Bearer " + key)
            .header("content-type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(json));
    headers.forEach(request::header);
    try {
      HttpResponse<String> told = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Told(told.statusCode(), told.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
