package dev.patchbay.server.jetty;

import static dev.patchbay.server.jetty.Scripted.EVENTS;
import static dev.patchbay.server.jetty.Scripted.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.server.http.Answer;
import dev.patchbay.server.setup.ServerConfig;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

/** A server that stops lets go nicely, but does let go. */
final class StoppingTest {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: h\r\n\r\n";

  private final CountDownLatch go = new CountDownLatch(1);

  @Test
  void letsLiveAnswersEnd() throws Exception {
    Scripted answer = waiting();
    Listener listener = Listener.of(draining(30), Limits.DEFAULT, call -> answer);
    try (Socket socket = listener.plain()) {
      Http.send(socket, GET);
      Http.until(socket, "data: x\n\n");
      CompletableFuture<Void> stop = CompletableFuture.runAsync(listener::close);
      awaitRefusal(listener);
      assertFalse(stop.isDone());
      go.countDown();

      Http.until(socket, "data: done\n\n\r\n0\r\n\r\n");
      stop.get(20, TimeUnit.SECONDS);
      assertFalse(answer.isCancelled());
    }
  }

  @Test
  void letsLiveAnswersOfVersionTwoEnd() throws Exception {
    Scripted answer = waiting();
    Listener listener = Listener.of(draining(30), Limits.DEFAULT, call -> answer);
    OkHttpClient client = listener.client();
    try (Response response = client.newCall(listener.request("/x").build()).execute()) {
      CompletableFuture<Void> stop = CompletableFuture.runAsync(listener::close);
      awaitRefusal(listener);
      go.countDown();

      assertEquals("data: x\n\ndata: done\n\n", response.body().string());
      stop.get(20, TimeUnit.SECONDS);
      assertFalse(answer.isCancelled());
    }
  }

  @Test
  void cancelsThoseThatDoNotEnd() throws Exception {
    Scripted answer = waiting();
    Listener listener = Listener.of(draining(1), Limits.DEFAULT, call -> answer);
    try (Socket socket = listener.plain()) {
      Http.send(socket, GET);
      Http.until(socket, "data: x\n\n");
      CompletableFuture<Void> stop = CompletableFuture.runAsync(listener::close);

      assertTrue(answer.awaitCancel());
      stop.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void closesConnectionsThatWaitAtOnce() throws Exception {
    Scripted answer = waiting();
    Listener listener =
        Listener.of(
            draining(30),
            Limits.DEFAULT,
            call -> call.path().equals("/x") ? answer : Answer.done());
    try (Socket busy = listener.plain();
        Socket idle = listener.plain()) {
      Http.send(busy, GET);
      Http.until(busy, "data: x\n\n");
      Http.send(idle, "GET /y HTTP/1.1\r\nHost: h\r\n\r\n");
      Http.until(idle, "\r\n\r\n");
      CompletableFuture<Void> stop = CompletableFuture.runAsync(listener::close);

      assertEquals("", Http.rest(idle));
      assertFalse(stop.isDone());
      go.countDown();
      stop.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void refusesWhatElseComesOnAConnectionThatIsOpen() throws Exception {
    CountDownLatch soon = new CountDownLatch(1);
    Scripted brief = waiting(soon);
    Scripted lasting = waiting(go);
    Listener listener =
        Listener.of(
            draining(30), Limits.DEFAULT, call -> call.path().equals("/x") ? brief : lasting);
    try (Socket one = listener.plain();
        Socket other = listener.plain()) {
      Http.send(one, GET);
      Http.until(one, "data: x\n\n");
      Http.send(other, "GET /y HTTP/1.1\r\nHost: h\r\n\r\n");
      Http.until(other, "data: x\n\n");
      CompletableFuture<Void> stop = CompletableFuture.runAsync(listener::close);
      awaitRefusal(listener);
      soon.countDown();
      Http.until(one, "0\r\n\r\n");
      Http.send(one, GET);
      String refused = Http.rest(one);

      assertTrue(refused.startsWith("HTTP/1.1 503"), refused);
      assertTrue(refused.toLowerCase(Locale.ROOT).contains("x-patchbay-request-id: req_"), refused);
      assertTrue(refused.contains("Connection: close"), refused);
      go.countDown();
      stop.get(20, TimeUnit.SECONDS);
    }
  }

  private Scripted waiting() {
    return waiting(go);
  }

  private static Scripted waiting(CountDownLatch go) {
    return new Scripted(
        (out, self) -> {
          out.head(200, EVENTS);
          out.write(bytes("data: x\n\n"));
          while (!self.isCancelled() && !go.await(20, TimeUnit.MILLISECONDS)) {
            Thread.onSpinWait();
          }
          out.write(bytes("data: done\n\n"));
        });
  }

  private static ServerConfig draining(int seconds) {
    return new ServerConfig(
        "127.0.0.1", 0, 1 << 20, List.of(), null, false, Duration.ofSeconds(seconds));
  }

  /** Until nobody listens any more. */
  private static void awaitRefusal(Listener listener) {
    assertThrows(
        ConnectException.class,
        () -> {
          for (int i = 0; i < 2000; i++) {
            knock(listener);
            Thread.sleep(10);
          }
        });
  }

  private static void knock(Listener listener) throws IOException {
    listener.plain().close();
  }
}
