package dev.patchbay.server.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.secret.Secret;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.setup.ServerConfig;
import dev.patchbay.server.setup.TlsConfig;
import java.io.IOException;
import java.net.BindException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

final class HttpServerTest {
  private static final MediaType JSON = MediaType.get("application/json");

  @Test
  void speaksVersionTwoWithoutTlsToWhoKnows() throws Exception {
    try (Listener listener = Listener.of(HttpServerTest::echo);
        Response answer = post(listener.client(), listener)) {
      assertEquals(Protocol.H2_PRIOR_KNOWLEDGE, answer.protocol());
      assertEquals("POST /ask?a=b {\"x\":1}", answer.body().string());
    }
  }

  @Test
  void upgradesToVersionTwoWithoutTls() throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    try (Listener listener = Listener.of(HttpServerTest::echo)) {
      var get = HttpRequest.newBuilder(listener.url("/ask")).build();
      var post =
          HttpRequest.newBuilder(listener.url("/ask")).POST(BodyPublishers.ofString("{}")).build();
      var first = client.send(get, BodyHandlers.ofString());
      var second = client.send(post, BodyHandlers.ofString());

      assertEquals(HttpClient.Version.HTTP_2, first.version());
      assertEquals("GET /ask? ", first.body());
      assertEquals("POST /ask? {}", second.body());
    }
  }

  @Test
  void takesABodyFromAClientThatWouldRatherUpgrade() throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    try (Listener listener = Listener.of(HttpServerTest::echo)) {
      var post =
          HttpRequest.newBuilder(listener.url("/ask")).POST(BodyPublishers.ofString("{}")).build();

      assertEquals("POST /ask? {}", client.send(post, BodyHandlers.ofString()).body());
    }
  }

  @Test
  void agreesOnVersionTwoInTheHandshake() throws Exception {
    try (Listener listener = Listener.secure(HttpServerTest::echo);
        Response answer = post(listener.client(), listener)) {
      assertEquals("https", listener.server.address().getScheme());
      assertEquals(Protocol.HTTP_2, answer.protocol());
      assertEquals("POST /ask?a=b {\"x\":1}", answer.body().string());
    }
  }

  @Test
  void speaksVersionOneOverTls() throws Exception {
    try (Listener listener = Listener.secure(HttpServerTest::echo)) {
      OkHttpClient client =
          listener.client().newBuilder().protocols(List.of(Protocol.HTTP_1_1)).build();
      try (Response answer = post(client, listener)) {
        assertEquals(Protocol.HTTP_1_1, answer.protocol());
        assertEquals("POST /ask?a=b {\"x\":1}", answer.body().string());
      }
    }
  }

  @Test
  void tellsWhichHostAClientOfVersionTwoAskedFor() throws Exception {
    AtomicReference<Call> seen = new AtomicReference<>();
    try (Listener listener = Listener.of(call -> keep(seen, call));
        Response answer = post(listener.client(), listener)) {
      assertEquals(204, answer.code());
      assertEquals("127.0.0.1:" + listener.server.address().getPort(), seen.get().header("host"));
    }
  }

  @Test
  void joinsRepeatedHeadersAndKnowsThisMachine() throws Exception {
    AtomicReference<Call> seen = new AtomicReference<>();
    try (Listener listener = Listener.of(call -> keep(seen, call))) {
      Http.exchange(
          listener,
          "GET /a%2Fb//c%25?q=%20 HTTP/1.1\r\nHost: h\r\nConnection: close\r\nX-A: 1\r\nx-a: 2\r\n\r\n");
    }

    assertEquals("1, 2", seen.get().header("X-A"));
    assertEquals("/a%2Fb//c%25", seen.get().path());
    assertTrue(seen.get().loopback());
  }

  @Test
  void answersHeadWithoutTheBody() throws Exception {
    try (Listener listener = Listener.of(call -> Answer.json("{\"a\":1}"))) {
      String answer =
          Http.exchange(listener, "HEAD /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

      assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
      assertTrue(answer.contains("Content-Length: 7"), answer);
      assertTrue(answer.endsWith("\r\n\r\n"), answer);
    }
  }

  @Test
  void answersHeadOfAStreamThatNeverEnds() throws Exception {
    Scripted endless =
        new Scripted(
            (out, self) -> {
              out.head(200, Scripted.EVENTS);
              self.silence();
            });
    try (Listener listener = Listener.of(call -> endless)) {
      String answer =
          Http.exchange(listener, "HEAD /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

      assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
      assertTrue(endless.isCancelled());
    }
  }

  @Test
  void letsAClientThatAsksFirstSendItsBody() throws Exception {
    try (Listener listener = Listener.of(HttpServerTest::echo);
        Socket socket = listener.plain()) {
      Http.send(
          socket,
          "POST /ask HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
      Http.until(socket, "HTTP/1.1 100 Continue\r\n\r\n");
      Http.send(socket, "{}");

      Http.until(socket, "POST /ask? {}");
    }
  }

  @Test
  void sendsThePiecesOfAnAnswerAsTheyCome() throws Exception {
    Scripted answer =
        new Scripted(
            (out, self) -> {
              out.head(200, Scripted.EVENTS);
              out.write(Scripted.bytes("data: first\n\n"));
              self.silence();
            });
    try (Listener listener = Listener.of(call -> answer);
        Socket socket = listener.plain()) {
      Http.send(socket, "GET /x HTTP/1.1\r\nHost: h\r\n\r\n");

      Http.until(socket, "data: first\n\n");
      assertFalse(answer.isCancelled());
    }
  }

  @Test
  void saysNothingOfWhatItIsMadeOf() throws Exception {
    try (Listener listener = Listener.of(HttpServerTest::echo)) {
      String answer =
          Http.exchange(listener, "GET /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

      assertFalse(answer.toLowerCase(java.util.Locale.ROOT).contains("jetty"), answer);
      assertFalse(answer.toLowerCase(java.util.Locale.ROOT).contains("server:"), answer);
    }
  }

  @Test
  void saysWhichPortIsTaken() throws Exception {
    try (Listener first = Listener.of(HttpServerTest::echo)) {
      int port = first.server.address().getPort();
      ServerConfig same = ServerConfig.DEFAULT.withPort(port);
      IllegalStateException refused =
          assertThrows(
              IllegalStateException.class,
              () -> HttpServer.start(same, (call, admitted) -> Answer.done()));

      assertTrue(refused.getMessage().contains("127.0.0.1:" + port), refused.getMessage());
      assertTrue(causes(refused).stream().anyMatch(BindException.class::isInstance));
    }
  }

  @Test
  void saysThatTheKeystoreCannotBeOpened() {
    String said = refusal(new TlsConfig(Listener.keystore(), Secret.of("wrong-password")));

    assertTrue(said.contains(Listener.keystore() + " cannot be opened"), said);
    assertTrue(said.contains("password"), said);
    assertFalse(said.contains("wrong-password"), said);
  }

  @Test
  void saysThatThereIsNoKeystore() {
    String said = refusal(new TlsConfig(Path.of("target", "none.p12"), Secret.of("x")));

    assertTrue(said.contains("none.p12 does not exist"), said);
  }

  private static String refusal(TlsConfig tls) {
    return assertThrows(
            IllegalStateException.class,
            () -> HttpServer.start(Listener.config(tls), (call, admitted) -> Answer.done()))
        .getMessage();
  }

  private static List<Throwable> causes(Throwable thrown) {
    List<Throwable> causes = new java.util.ArrayList<>();
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      causes.add(each);
    }
    return causes;
  }

  private static Response post(OkHttpClient client, Listener listener) throws IOException {
    return client
        .newCall(listener.request("/ask?a=b").post(RequestBody.create("{\"x\":1}", JSON)).build())
        .execute();
  }

  private static Answer keep(AtomicReference<Call> seen, Call call) {
    seen.set(call);
    return Answer.done();
  }

  private static Answer echo(Call call) throws IOException {
    String query = call.query().isEmpty() ? "" : "a=" + call.query("a");
    return Answer.text(
        200, call.method() + " " + call.path() + "?" + query + " " + new String(call.bytes()));
  }
}
