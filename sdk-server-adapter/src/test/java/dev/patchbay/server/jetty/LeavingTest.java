package dev.patchbay.server.jetty;

import static dev.patchbay.server.jetty.Http.send;
import static dev.patchbay.server.jetty.Http.until;
import static dev.patchbay.server.jetty.Scripted.EVENTS;
import static dev.patchbay.server.jetty.Scripted.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that leaves frees what is done for it, whatever was being done. */
final class LeavingTest {
  private static final String ASK =
      "POST /ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}";

  /** What the answer does when the client leaves. */
  enum State {
    MID_STREAM(
        (out, self) -> {
          out.head(200, EVENTS);
          while (!self.isCancelled()) {
            out.write(bytes("data: x\n\n"));
            Thread.sleep(20);
          }
        }),
    SILENT_STREAM(
        (out, self) -> {
          out.head(200, EVENTS);
          out.write(bytes("data: x\n\n"));
          self.silence();
        }),
    BEFORE_THE_HEAD((out, self) -> self.silence());

    private final Scripted.Script script;

    State(Scripted.Script script) {
      this.script = script;
    }
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void cancelsTheAnswerOfAClientOfPlainHttp(State state) throws Exception {
    Scripted answer = new Scripted(state.script);
    try (Listener listener = Listener.of(call -> read(call, answer));
        Socket socket = listener.plain()) {
      long left = leave(socket, answer, state);

      freed(answer, left, "HTTP/1.1 " + state);
    }
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void cancelsTheAnswerOfAClientOverTls(State state) throws Exception {
    Scripted answer = new Scripted(state.script);
    try (Listener listener = Listener.secure(call -> read(call, answer));
        Socket socket = listener.tls()) {
      long left = leave(socket, answer, state);

      freed(answer, left, "HTTP/1.1 over TLS " + state);
    }
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void cancelsTheAnswerOfAClientOfVersionTwo(State state) throws Exception {
    Scripted answer = new Scripted(state.script);
    try (Listener listener = Listener.of(call -> read(call, answer))) {
      long left = cancel(listener, answer, state);

      freed(answer, left, "h2c " + state);
    }
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void cancelsTheAnswerOfAClientOfVersionTwoOverTls(State state) throws Exception {
    Scripted answer = new Scripted(state.script);
    try (Listener listener = Listener.secure(call -> read(call, answer))) {
      long left = cancel(listener, answer, state);

      freed(answer, left, "h2 over TLS " + state);
    }
  }

  @Test
  void cancelsAStreamOfAClientThatAskedWithoutABody() throws Exception {
    Scripted answer = new Scripted(State.SILENT_STREAM.script);
    try (Listener listener = Listener.of(call -> answer);
        Socket socket = listener.plain()) {
      send(socket, "GET /watch HTTP/1.1\r\nHost: localhost\r\n\r\n");
      until(socket, "data: x");
      long left = close(socket);

      freed(answer, left, "GET");
    }
  }

  @Test
  void cancelsTheAnswerOfAClientWhoseChunkedBodyWasRead() throws Exception {
    Scripted answer = new Scripted(State.BEFORE_THE_HEAD.script);
    try (Listener listener = Listener.of(call -> read(call, answer));
        Socket socket = listener.plain()) {
      send(
          socket,
          "POST /ask HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
              + "2\r\n{}\r\n0\r\n\r\n");
      assertTrue(answer.begun.await(20, TimeUnit.SECONDS));
      long left = close(socket);

      freed(answer, left, "chunked");
    }
  }

  @Test
  void leavesAloneWhoWaits() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    Scripted answer =
        new Scripted(
            (out, self) -> {
              go.await(10, TimeUnit.SECONDS);
              out.head(200, Map.of("content-type", "application/json", "content-length", "2"));
              out.write(bytes("{}"));
            });
    try (Listener listener = Listener.of(call -> read(call, answer));
        Socket socket = listener.plain()) {
      send(socket, ASK);
      assertFalse(answer.ended.await(1, TimeUnit.SECONDS), "four looks at the connection");
      go.countDown();
      until(socket, "{}");

      assertFalse(answer.isCancelled());
    }
  }

  @Test
  void takesTheNextRequestOnAConnectionThatWasWatched() throws Exception {
    try (Listener listener = Listener.of(call -> read(call, slow()));
        Socket socket = listener.plain()) {
      for (int i = 0; i < 3; i++) {
        send(socket, ASK);
        until(socket, "0\r\n\r\n");
      }
    }
  }

  @Test
  void takesTheNextRequestOnAConnectionOverTlsThatWasWatched() throws Exception {
    try (Listener listener = Listener.secure(call -> read(call, slow()));
        Socket socket = listener.tls()) {
      for (int i = 0; i < 3; i++) {
        send(socket, ASK);
        until(socket, "0\r\n\r\n");
      }
    }
  }

  @Test
  void answersWhatRunsAndClosesForAClientThatSentMoreMeanwhile() throws Exception {
    try (Listener listener = Listener.of(call -> read(call, slow()));
        Socket socket = listener.plain()) {
      send(socket, ASK);
      Thread.sleep(100); // so that the next is not read together with it
      send(socket, ASK);
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertTrue(all.endsWith("data: done\n\n\r\n0\r\n\r\n"), all);
      assertEquals(1, all.split("HTTP/1.1 200", -1).length - 1, all);
    }
  }

  /** A client knows by the length that it has all, and asks on. */
  @Test
  void takesTheNextRequestWhileAnAnswerOfKnownLengthIsPutAway() throws Exception {
    Scripted.Script script =
        (out, self) -> {
          out.head(200, Map.of("content-length", "2"));
          out.write(bytes("ok"));
          Thread.sleep(600); // long enough that the connection would be looked at
        };
    try (Listener listener = Listener.of(call -> read(call, new Scripted(script)));
        Socket socket = listener.plain()) {
      for (int i = 0; i < 2; i++) {
        send(socket, ASK);
        until(socket, "\r\n\r\nok");
      }
    }
  }

  /** Long enough that the connection is looked at. */
  private static Scripted slow() {
    return new Scripted(
        (out, self) -> {
          out.head(200, EVENTS);
          Thread.sleep(350);
          out.write(bytes("data: done\n\n"));
        });
  }

  private static Scripted read(dev.patchbay.server.http.Call call, Scripted answer)
      throws IOException {
    call.bytes();
    return answer;
  }

  private static long leave(Socket socket, Scripted answer, State state) throws Exception {
    send(socket, ASK);
    if (state == State.BEFORE_THE_HEAD) {
      assertTrue(answer.begun.await(20, TimeUnit.SECONDS));
    } else {
      until(socket, "data: x");
    }
    return close(socket);
  }

  private static long close(Socket socket) throws IOException {
    long left = System.nanoTime();
    socket.close();
    return left;
  }

  private static long cancel(Listener listener, Scripted answer, State state) throws Exception {
    CountDownLatch some = new CountDownLatch(1);
    Call call =
        listener
            .client()
            .newCall(
                listener
                    .request("/ask")
                    .post(RequestBody.create("{}", MediaType.get("application/json")))
                    .build());
    call.enqueue(
        new Callback() {
          @Override
          public void onResponse(Call call, Response response) throws IOException {
            response.body().source().readUtf8Line();
            some.countDown();
          }

          @Override
          public void onFailure(Call call, IOException e) {}
        });
    assertTrue((state == State.BEFORE_THE_HEAD ? answer.begun : some).await(20, TimeUnit.SECONDS));
    long left = System.nanoTime();
    call.cancel();
    return left;
  }

  /** Nothing but its own looking tells the server. How fast, {@link UpstreamFreedTest} says. */
  private static void freed(Scripted answer, long left, String what) throws InterruptedException {
    long took = answer.millisUntilCancelled(left, 20);
    assertTrue(took <= 20_000, what + " was not noticed");
    assertTrue(answer.ended.await(20, TimeUnit.SECONDS));
  }
}
