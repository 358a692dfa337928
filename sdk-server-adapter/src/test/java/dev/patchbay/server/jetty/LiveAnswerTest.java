package dev.patchbay.server.jetty;

import static dev.patchbay.server.jetty.Scripted.EVENTS;
import static dev.patchbay.server.jetty.Scripted.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.server.http.Answer;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

final class LiveAnswerTest {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: h\r\n\r\n";
  private static final Limits QUICK =
      new Limits(
          32 * 1024,
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          100,
          100);

  @Test
  void cutsAnAnswerThatBrokeSoThatItNeverLooksWhole() throws Exception {
    try (Listener listener = Listener.of(call -> broken());
        Socket socket = listener.plain()) {
      Http.send(socket, GET);
      String answer = Http.rest(socket);

      assertTrue(answer.contains("data: x"), answer);
      assertFalse(answer.contains("0\r\n\r\n"), answer);
    }
  }

  @Test
  void cutsAnAnswerOfOldHttpSoThatItNeverLooksWhole() throws Exception {
    try (Listener listener = Listener.of(call -> broken());
        Socket socket = listener.plain()) {
      Http.send(socket, "GET /x HTTP/1.0\r\nHost: h\r\n\r\n");
      String answer = Http.rest(socket);

      assertTrue(answer.contains("reset"), answer);
    }
  }

  @Test
  void resetsAStreamThatBroke() throws Exception {
    try (Listener listener = Listener.of(call -> broken());
        Response answer = listener.client().newCall(listener.request("/x").build()).execute()) {
      assertEquals(200, answer.code());
      assertThrows(IOException.class, () -> answer.body().string());
    }
  }

  @Test
  void tellsAFaultOfAnAnswerThatBrokeBeforeItsHead() throws Exception {
    Scripted answer =
        new Scripted(
            (out, self) -> {
              throw new IllegalStateException("a secret detail");
            });
    try (Listener listener = Listener.of(call -> answer);
        Response told = listener.client().newCall(listener.request("/x").build()).execute()) {
      String body = told.body().string();

      assertEquals(500, told.code());
      assertTrue(body.contains("\"internal_error\""), body);
      assertFalse(body.contains("a secret detail"), body);
    }
  }

  /** Half as long again as a client may take nothing: nothing else is due when it goes on. */
  @Test
  void isSilentAsLongAsItWants() throws Exception {
    Duration stuck = Duration.ofSeconds(2);
    Limits limits = new Limits(32 * 1024, Duration.ofSeconds(30), stuck, stuck, 100, 100);
    assertSurvivesSilence(Listener.of(Listener.config(null), limits, call -> silentFor(3)));
  }

  @Test
  void writesNoFasterThanTheClientReads() throws Exception {
    AtomicLong written = new AtomicLong();
    Scripted answer = endless(written);
    try (Listener listener = Listener.of(call -> answer);
        Socket socket = listener.plain()) {
      Http.send(socket, GET);
      Http.until(socket, "data");
      long before = settled(written);
      long after = settled(written);

      assertEquals(before, after, "nobody reads");
      assertTrue(after < 32 << 20, "in the system's buffers: " + after);
    }
  }

  @Test
  void dropsAClientThatReadsNothing() throws Exception {
    Scripted answer = endless(new AtomicLong());
    try (Listener listener = Listener.of(Listener.config(null), QUICK, call -> answer);
        Socket socket = listener.plain()) {
      Http.send(socket, GET);
      Http.until(socket, "data");

      assertTrue(answer.awaitCancel());
      assertTrue(answer.ended.await(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void dropsAClientOfVersionTwoThatReadsNothing() throws Exception {
    Scripted answer = endless(new AtomicLong());
    try (Listener listener = Listener.of(Listener.config(null), QUICK, call -> answer);
        Response told = listener.client().newCall(listener.request("/x").build()).execute()) {
      assertEquals(200, told.code());
      assertTrue(answer.awaitCancel());
      assertTrue(answer.ended.await(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void holdsUpNobodyElseForAClientThatReadsNothing() throws Exception {
    try (Listener listener =
            Listener.of(
                call -> call.path().equals("/x") ? endless(new AtomicLong()) : Answer.done());
        Socket socket = listener.plain()) {
      OkHttpClient client = listener.client();
      Http.send(socket, GET);
      Http.until(socket, "data");
      try (Response two = client.newCall(listener.request("/x").build()).execute();
          Response other = client.newCall(listener.request("/y").build()).execute()) {
        assertEquals(200, two.code());
        assertEquals(204, other.code(), "on the connection on which another stream is stuck");
      }
    }
  }

  private static void assertSurvivesSilence(Listener quick) throws IOException {
    try (Listener listener = quick;
        Response two = listener.client().newCall(listener.request("/x").build()).execute();
        Socket socket = listener.plain()) {
      Http.send(socket, GET);
      Http.until(socket, "data: done\n\n\r\n0\r\n\r\n");

      assertEquals("data: done\n\n", two.body().string());
    }
  }

  private static Scripted silentFor(int seconds) {
    return new Scripted(
        (out, self) -> {
          out.head(200, EVENTS);
          TimeUnit.SECONDS.sleep(seconds);
          out.write(bytes("data: done\n\n"));
        });
  }

  private static Scripted broken() {
    return new Scripted(
        (out, self) -> {
          out.head(200, EVENTS);
          out.write(bytes("data: x\n\n"));
          throw new IOException("the upstream broke");
        });
  }

  private static Scripted endless(AtomicLong written) {
    byte[] much = bytes("data: " + "x".repeat(100_000) + "\n\n");
    return new Scripted(
        (out, self) -> {
          out.head(200, EVENTS);
          while (written.get() < 1L << 32) {
            out.write(much);
            written.addAndGet(much.length);
          }
        });
  }

  /** What it is once it has been the same for half a second. */
  private static long settled(AtomicLong written) throws InterruptedException {
    long seen = -1;
    for (int i = 0; i < 40 && seen != written.get(); i++) {
      seen = written.get();
      Thread.sleep(500);
    }
    return seen;
  }
}
