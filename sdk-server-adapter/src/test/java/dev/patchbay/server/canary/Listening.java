package dev.patchbay.server.canary;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Reads the live stream of a server on a thread of its own. */
final class Listening implements AutoCloseable {
  private final InputStream stream;
  private final StringBuffer heard = new StringBuffer();
  private final Thread thread = new Thread(this::read, "canary-listening");

  private Listening(InputStream stream) {
    this.stream = stream;
  }

  static Listening to(URI address) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address).header("Authorization", "Bearer " + Secrets.ADMIN).build();
    Listening listening =
        new Listening(
            HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream()).body());
    listening.thread.start();
    return listening;
  }

  private void read() {
    try {
      byte[] bytes = new byte[8192];
      for (int n = stream.read(bytes); n >= 0; n = stream.read(bytes)) {
        heard.append(new String(bytes, 0, n, StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      // Closed from here.
    }
  }

  /** What came, once a word is in it. */
  String heard(String word) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (heard.indexOf(word) < 0 && System.nanoTime() < until) {
      Thread.sleep(20);
    }
    if (heard.indexOf(word) < 0) {
      throw new AssertionError("nothing came: " + heard);
    }
    return heard.toString();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
