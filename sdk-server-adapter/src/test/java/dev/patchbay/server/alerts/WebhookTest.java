package dev.patchbay.server.alerts;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.alert.Alert;
import dev.patchbay.json.Json;
import dev.patchbay.secret.Secret;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class WebhookTest {
  private static final Duration SOON = Duration.ofMillis(1);

  private final MockWebServer receiver = new MockWebServer();

  @BeforeEach
  void open() throws IOException {
    receiver.start();
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private Webhook webhook(Duration patience) {
    return webhook(receiver.url("/hook/secret").toString(), patience);
  }

  private static Webhook webhook(String url, Duration patience) {
    return new Webhook(Secret.of(url), List.of(SOON, SOON), patience);
  }

  private static News news(String id) {
    return new News(
        News.Event.RAISED,
        Alert.raised(id, "account_refused", "lab/a", "It is refused", null, Seen.NOW));
  }

  private void answers(int... statuses) {
    for (int status : statuses) {
      receiver.enqueue(
          new MockResponse.Builder().code(status).addHeader("location", "/elsewhere").build());
    }
  }

  private RecordedRequest next() throws InterruptedException {
    RecordedRequest request = receiver.takeRequest(30, TimeUnit.SECONDS);
    assertNotNull(request, "nothing was posted");
    return request;
  }

  private String nextId() throws InterruptedException {
    String body = next().getBody().utf8();
    return body.substring(body.indexOf("\"id\":\"") + 6, body.indexOf("\",\"kind\""));
  }

  @Test
  void postsWhatHappenedAsJson() throws InterruptedException {
    answers(200);
    try (Webhook webhook = webhook(Duration.ofSeconds(20))) {
      webhook.post(news("1"));
      RecordedRequest request = next();
      String body = request.getBody().utf8();
      Map<?, ?> fields = (Map<?, ?>) Json.read(body, reader -> reader.readJsonValue());

      assertEquals("POST", request.getMethod());
      assertEquals("application/json", request.getHeaders().get("content-type"));
      assertEquals("raised", fields.get("event"));
      assertTrue(body.contains("Patchbay, alert raised: It is refused. Replace its key"), body);
      assertEquals("account_refused", ((Map<?, ?>) fields.get("alert")).get("kind"));
      assertEquals("critical", ((Map<?, ?>) fields.get("alert")).get("severity"));
      assertFalse(body.contains("secret"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 429, 408})
  void triesAgainWhatMayBeTakenLater(int status) throws InterruptedException {
    answers(status, status, 204, 200);
    try (Webhook webhook = webhook(Duration.ofSeconds(20))) {
      webhook.post(news("1"));
      webhook.post(news("2"));

      assertEquals(List.of("1", "1", "1", "2"), ids(4));
    }
  }

  @Test
  void givesUpAfterAFewTriesAndGoesOnWithTheNext() throws InterruptedException {
    answers(500, 500, 500, 200);
    try (Webhook webhook = webhook(Duration.ofSeconds(20))) {
      webhook.post(news("1"));
      webhook.post(news("2"));

      assertEquals(List.of("1", "1", "1", "2"), ids(4));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 401, 404})
  void aRefusalOrARedirectIsNotTriedAgainNorFollowed(int status) throws InterruptedException {
    answers(status, 200);
    try (Webhook webhook = webhook(Duration.ofSeconds(20))) {
      webhook.post(news("1"));
      webhook.post(news("2"));

      assertEquals(List.of("1", "2"), ids(2));
    }
  }

  @Test
  void aSilentReceiverIsLeft() throws InterruptedException {
    receiver.enqueue(
        new MockResponse.Builder().headersDelay(30, TimeUnit.SECONDS).code(200).build());
    answers(200);
    try (Webhook webhook = webhook(Duration.ofMillis(500))) {
      webhook.post(news("1"));

      assertEquals(List.of("1", "1"), ids(2));
    }
  }

  @Test
  void anAnswerWithoutEndIsNotRead() throws IOException {
    try (ServerSocket endless = new ServerSocket(0);
        Webhook webhook =
            webhook("http://127.0.0.1:" + endless.getLocalPort(), Duration.ofSeconds(20))) {
      webhook.post(news("1"));
      webhook.post(news("2"));
      for (String id : List.of("1", "2")) {
        Socket connection = endless.accept();
        assertTrue(posted(connection).contains("\"id\":\"" + id + "\""));
        connection
            .getOutputStream()
            .write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nxxx".getBytes(US_ASCII));
      }
    }
  }

  private static String posted(Socket connection) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf("resolved_at") < 0) {
      read.append((char) connection.getInputStream().read());
    }
    return read.toString();
  }

  @Test
  void aReceiverThatIsDownHoldsNobodyUpAndWhatWaitsIsBounded() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    try (Webhook webhook =
        new Webhook(
            Secret.of("http://127.0.0.1:" + free + "/"),
            List.of(Duration.ofMinutes(1)),
            Duration.ofSeconds(1))) {
      for (int i = 0; i < Webhook.MOST_WAITING * 3; i++) {
        webhook.post(news("" + i));
      }

      assertNull(receiver.takeRequest(0, TimeUnit.SECONDS));
      assertTrue(webhook.waiting() <= Webhook.MOST_WAITING);
    }
  }

  private List<String> ids(int count) throws InterruptedException {
    List<String> ids = new java.util.ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(nextId());
    }
    return ids;
  }
}
