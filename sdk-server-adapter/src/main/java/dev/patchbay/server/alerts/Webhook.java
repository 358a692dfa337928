package dev.patchbay.server.alerts;

import dev.patchbay.json.Json;
import dev.patchbay.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts news to one address, one after the other, on a thread of its own. What is not taken is
 * tried again a few times and then given up; if too much waits, what is new is given up at once. No
 * redirect is followed, no answer is read. The log names the host alone: the rest of the address is
 * a secret. Thread-safe.
 */
final class Webhook implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);

  static final int MOST_WAITING = 100;

  /** Before the second try and those after it. */
  private static final List<Duration> WAITS =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(25));

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int TIMEOUT = 408;
  private static final int TOO_MANY = 429;

  private final Secret url;
  private final List<Duration> waits;
  private final Duration patience;
  private final HttpClient client;
  private final BlockingQueue<News> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread = new Thread(this::run, "patchbay-webhook");
  private boolean begun;
  private boolean full;

  /**
   * One that can be as impatient as a test.
   *
   * @param waits before each further try
   * @param patience with each connection, and each answer
   */
  Webhook(Secret url, List<Duration> waits, Duration patience) {
    this.url = url;
    this.waits = List.copyOf(waits);
    this.patience = patience;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    thread.setDaemon(true);
  }

  /** To an address. */
  static Webhook to(Secret url) {
    return new Webhook(url, WAITS, PATIENCE);
  }

  /** Posts it soon; never waits. */
  synchronized void post(News news) {
    if (!begun) {
      begun = true;
      thread.start();
    }
    boolean taken = waiting.offer(news);
    if (!taken && !full) {
      LOG.warn("The webhook is too slow: alerts are not posted, from {} on", news.alert().kind());
    }
    full = !taken;
  }

  /** How many wait to be posted. */
  int waiting() {
    return waiting.size();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        deliver(waiting.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(News news) throws InterruptedException {
    String json = json(news);
    String fault = send(json);
    for (int i = 0; i < waits.size() && mayHelp(fault); i++) {
      TimeUnit.MILLISECONDS.sleep(waits.get(i).toMillis());
      fault = send(json);
    }
    if (!fault.isEmpty()) {
      String host = URI.create(url.reveal()).getHost();
      LOG.warn("The webhook at {} did not take an alert: {}", host, fault);
    }
  }

  /** A refusal stays one. */
  private static boolean mayHelp(String fault) {
    return !fault.isEmpty() && !fault.startsWith("refused");
  }

  /** What went wrong; empty if it was taken. */
  private String send(String json) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url.reveal()))
            .timeout(patience)
            .header("content-type", "application/json")
            .header("user-agent", "patchbay")
            .POST(BodyPublishers.ofString(json))
            .build();
    try {
      HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
      answer.body().close();
      return judged(answer.statusCode());
    } catch (IOException e) {
      // Its message may name the address.
      return e.getClass().getSimpleName();
    }
  }

  private static String judged(int status) {
    if (status / 100 == 2) {
      return "";
    }
    boolean later = status >= 500 || status == TOO_MANY || status == TIMEOUT;
    return (later ? "status " : "refused with status ") + status;
  }

  /** {@code text} is what chat programs show of it. */
  static String json(News news) {
    String cure = Kind.of(news.alert().kind()).map(kind -> ". " + kind.cure()).orElse("");
    return Json.write(
        json -> {
          json.setSerializeNulls(true);
          json.beginObject();
          json.name("event").value(news.word());
          json.name("text")
              .value("Patchbay, alert " + news.word() + ": " + news.alert().message() + cure);
          json.name("alert").beginObject();
          AlertJson.fields(json, news.alert());
          json.endObject().endObject();
        });
  }

  /** What waits is given up. Idempotent. */
  @Override
  public void close() {
    thread.interrupt();
  }
}
