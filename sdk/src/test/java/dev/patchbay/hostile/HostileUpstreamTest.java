package dev.patchbay.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.patchbay.Router;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.hostile.Target.End;
import dev.patchbay.hostile.Target.Style;
import dev.patchbay.testserver.RawServer;
import dev.patchbay.testserver.RawServer.Script;
import dev.patchbay.wire.Protocol;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that no honest server sends: each call ends in time, as data, with nothing left behind. */
@Execution(ExecutionMode.CONCURRENT)
class HostileUpstreamTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String JSON = OK + "Content-Type: application/json\r\n";
  private static final String CLOSE = "Connection: close\r\n\r\n";
  private static final String ANSWER =
      "{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":"
          + "[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hi\"},"
          + "\"finish_reason\":\"stop\"}]}";
  private static final String CHUNK =
      "data: {\"id\":\"c1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":"
          + "\"Hi\"},\"finish_reason\":null}]}\n\n";
  private static final String FINISH =
      "data: {\"id\":\"c1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{},"
          + "\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";

  private static Script bytes(String text) {
    return (socket, out) -> out.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static Script endless(String head, String again) {
    return (socket, out) -> {
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      byte[] chunk = again.repeat(Math.max(1, 65_536 / again.length())).getBytes();
      while (true) {
        out.write(chunk);
      }
    };
  }

  private static Script drip(String head, String again, int millis) {
    return (socket, out) -> {
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      while (true) {
        out.write(again.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        Thread.sleep(millis);
      }
    };
  }

  private static String headers(int count) {
    StringBuilder head = new StringBuilder(JSON);
    for (int i = 0; i < count; i++) {
      head.append("X-H").append(i).append(": v\r\n");
    }
    return head.toString();
  }

  static Stream<Arguments> failing() {
    return Stream.of(
            arguments("a body of 100 MB", sized(100 << 20)),
            arguments("an endless body", endless(JSON + CLOSE, "x")),
            arguments("an endless error", endless("HTTP/1.1 500 No\r\n" + CLOSE, "x")),
            arguments("endless headers", endless(OK, "X-More: and more\r\n")),
            arguments("an endless header", endless(OK + "X-More: ", "x")),
            arguments("an endless status line", endless("HTTP/1.1 200 ", "x")),
            arguments("a header bomb", bytes(OK + "X: " + "x".repeat(1 << 20) + "\r\n" + CLOSE)),
            arguments("a drip of headers", drip(OK, "X: y\r\n", 50)),
            arguments("a drip of a body", drip(JSON + CLOSE, " ", 50)),
            arguments("endless comments", endless(RawServer.STREAM_HEAD, ": ping\n\n")),
            arguments("a drip of comments", drip(RawServer.STREAM_HEAD, ": ping\n\n", 50)),
            arguments("a drip of a line", drip(RawServer.STREAM_HEAD, "x", 50)),
            arguments("endless blank lines", endless(RawServer.STREAM_HEAD, "\n")),
            arguments("an endless comment", endless(RawServer.STREAM_HEAD + ":", "x")),
            arguments("an endless event", endless(RawServer.STREAM_HEAD + "data: ", "x")),
            arguments("endless data lines", endless(RawServer.STREAM_HEAD, "data: x\n")),
            arguments("endless empty data", endless(RawServer.STREAM_HEAD, "data:\n")),
            arguments("endless ids", endless(RawServer.STREAM_HEAD, "id: 1\n")),
            arguments("endless retries", endless(RawServer.STREAM_HEAD, "retry: 1\n\n")),
            arguments("endless output", endless(RawServer.STREAM_HEAD, CHUNK)),
            arguments("a drip of output", drip(RawServer.STREAM_HEAD, CHUNK, 50)),
            arguments(
                "gzip nobody asked for",
                bytes(JSON + "Content-Encoding: gzip\r\n" + CLOSE + ANSWER)),
            arguments("an unknown coding", bytes(JSON + "Content-Encoding: br\r\n" + CLOSE + "\1")),
            arguments("html", bytes(OK + "Content-Type: text/html\r\n" + CLOSE + "<html>Hi")),
            arguments("nothing", bytes("")),
            arguments("no HTTP", bytes("SSH-2.0-OpenSSH_9.6\r\n")),
            arguments("an empty body", bytes(JSON + "Content-Length: 0\r\n" + CLOSE)),
            arguments("an empty stream", bytes(RawServer.STREAM_HEAD)),
            arguments(
                "too short a body", bytes(JSON + "Content-Length: 9999\r\n" + CLOSE + ANSWER)),
            arguments("a negative length", bytes(JSON + "Content-Length: -1\r\n" + CLOSE)),
            arguments(
                "two lengths",
                bytes(JSON + "Content-Length: 3\r\nContent-Length: 9\r\n" + CLOSE + ANSWER)),
            arguments("a wrong chunk", bytes(JSON + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}")),
            arguments(
                "a huge chunk",
                bytes(JSON + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\n{}")),
            arguments(
                "a negative chunk",
                bytes(JSON + "Transfer-Encoding: chunked\r\n\r\n-5\r\n{}\r\n0\r\n\r\n")),
            arguments("only 100s", endless("", "HTTP/1.1 100 Continue\r\n\r\n")),
            arguments("101", bytes("HTTP/1.1 101 Switching Protocols\r\n\r\n")),
            arguments("204", bytes("HTTP/1.1 204 No Content\r\n" + CLOSE)),
            arguments("204 with a body", bytes("HTTP/1.1 204 No\r\nContent-Length: 2\r\n\r\n{}")),
            arguments("205", bytes("HTTP/1.1 205 Reset Content\r\n" + CLOSE)),
            arguments("304", bytes("HTTP/1.1 304 Not Modified\r\n" + CLOSE)),
            arguments("599", bytes("HTTP/1.1 599 ?\r\n" + CLOSE)),
            arguments("999", bytes("HTTP/1.1 999 ?\r\n" + CLOSE)),
            arguments("000", bytes("HTTP/1.1 000 ?\r\n" + CLOSE)),
            arguments("-20", bytes("HTTP/1.1 -20 ?\r\n" + CLOSE)),
            arguments("407", bytes("HTTP/1.1 407 ?\r\nProxy-Authenticate: Basic\r\n" + CLOSE)),
            arguments("TLS on a plain port", bytes("\25\3\1\0\2\2\n")))
        .flatMap(HostileUpstreamTest::inEachStyle);
  }

  private static Script sized(long size) {
    return (socket, out) -> {
      out.write((JSON + "Content-Length: " + size + "\r\n" + CLOSE).getBytes());
      byte[] chunk = new byte[65_536];
      Arrays.fill(chunk, (byte) ' ');
      for (long sent = 0; sent < size; sent += chunk.length) {
        out.write(chunk);
      }
    };
  }

  private static Stream<Arguments> inEachStyle(Arguments given) {
    return Stream.of(Style.CHAT, Style.STREAM)
        .map(style -> arguments(given.get()[0], style, given.get()[1]));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("failing")
  void endsInAFailure(String name, Style style, Script script) {
    try (Target target = new Target(style, Protocol.OPENAI_CHAT, script)) {
      End end = target.askWithin(SOON);
      assertNotNull(end.failure(), () -> "answered: " + end.text());
    }
  }

  static Stream<Arguments> odd() {
    String body = CHUNK + FINISH;
    return Stream.of(
            arguments("10,000 headers", bytes(headers(10_000) + CLOSE + ANSWER), true),
            arguments(
                "HTTP/1.0",
                bytes("HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n" + ANSWER),
                false),
            arguments("206", bytes("HTTP/1.1 206 Part\r\n" + CLOSE + ANSWER), true),
            arguments(
                "299",
                bytes("HTTP/1.1 299 ?\r\nContent-Type: application/json\r\n" + CLOSE + ANSWER),
                false),
            arguments(
                "a longer body",
                bytes(
                    JSON
                        + "Content-Length: "
                        + ANSWER.length()
                        + "\r\n"
                        + CLOSE
                        + ANSWER
                        + "GARBAGE"),
                false),
            arguments("CR only", bytes(RawServer.STREAM_HEAD + body.replace('\n', '\r')), false),
            arguments("CRLF", bytes(RawServer.STREAM_HEAD + body.replace("\n", "\r\n")), false),
            arguments("a BOM", bytes(RawServer.STREAM_HEAD + "\u00ef\u00bb\u00bf" + body), false),
            arguments(
                "JSON with a BOM", bytes(JSON + CLOSE + "\u00ef\u00bb\u00bf" + ANSWER), false),
            arguments(
                "a BOM in each event",
                bytes(RawServer.STREAM_HEAD + body.replace("data: {", "data: \u00ef\u00bb\u00bf{")),
                true),
            arguments(
                "events after the end",
                bytes(RawServer.STREAM_HEAD + body + CHUNK.repeat(100)),
                true),
            arguments("endless after the end", endless(RawServer.STREAM_HEAD + body, CHUNK), true),
            arguments("a drip after the end", drip(RawServer.STREAM_HEAD + body, CHUNK, 20), true))
        .flatMap(
            given ->
                Stream.of(Style.values())
                    .map(s -> arguments(given.get()[0], s, given.get()[1], given.get()[2])));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("odd")
  void anOddAnswerIsReadOrRefused(String name, Style style, Script script, boolean mayFail) {
    // What is read for certain may take its time on a busy machine.
    try (Target target =
        mayFail
            ? new Target(style, Protocol.OPENAI_CHAT, script)
            : Target.patient(style, Protocol.OPENAI_CHAT, script)) {
      End end = target.askWithin(SOON);
      if (!mayFail || end.failure() == null) {
        assertEquals(null, end.failure(), () -> String.valueOf(end.failure()));
        assertTrue(end.text().startsWith("Hi"), end.text());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Style.class,
      names = {"CHAT_OVER_STREAM", "STREAM"})
  @Tag("slow")
  void endlessOutputFillsNoMemory(Style style) {
    String chunk = CHUNK.replace("Hi", "x".repeat(100_000));
    Script script = endless(RawServer.STREAM_HEAD, chunk);
    try (Target target = Target.patient(style, Protocol.OPENAI_CHAT, script)) {
      End end = target.askWithin(Duration.ofSeconds(60));
      assertNotNull(end.failure());
      assertEquals(FailureKind.CUT, end.failure().kind(), end.failure().toString());
      assertTrue(end.failure().getMessage().contains("64 MB"), end.failure().toString());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Style.class,
      names = {"CHAT_OVER_STREAM", "STREAM"})
  void aServerThatNeverStopsDoesNotHoldTheAnswerBack(Style style) {
    Script script = drip(RawServer.STREAM_HEAD + CHUNK + FINISH, CHUNK, 20);
    try (Target target = Target.patient(style, Protocol.OPENAI_CHAT, script)) {
      End end = target.askWithin(Duration.ofSeconds(5));
      assertTrue(end.text().startsWith("Hi"), () -> String.valueOf(end.failure()));
    }
  }

  @ParameterizedTest
  @EnumSource(Style.class)
  void aRedirectIsNotFollowed(Style style) {
    AtomicInteger visited = new AtomicInteger();
    try (RawServer other = new RawServer((socket, out) -> visited.incrementAndGet())) {
      for (int status : new int[] {300, 301, 302, 303, 307, 308}) {
        String head =
            "HTTP/1.1 " + status + " Go\r\nLocation: " + other.url() + "/v1/x\r\n" + CLOSE;
        try (Target target = new Target(style, Protocol.OPENAI_CHAT, bytes(head))) {
          End end = target.askWithin(SOON);
          assertNotNull(end.failure());
          assertFalse(String.valueOf(end.failure()).contains(Target.KEY));
        }
      }
    }
    assertEquals(0, visited.get());
  }

  @ParameterizedTest
  @EnumSource(Style.class)
  void aCutIsNoAnswer(Style style) {
    cutAtEvery(7, style);
  }

  @ParameterizedTest
  @EnumSource(Style.class)
  @Tag("slow")
  void aCutAtAnyByteIsNoAnswer(Style style) {
    cutAtEvery(1, style);
  }

  private static void cutAtEvery(int step, Style style) {
    String head = style == Style.CHAT ? JSON + CLOSE : RawServer.STREAM_HEAD;
    String whole = head + (style == Style.CHAT ? ANSWER : CHUNK + FINISH);
    int needed = style == Style.CHAT ? whole.length() : whole.indexOf("\"stop\"}]}") + 9;
    AtomicInteger cut = new AtomicInteger();
    Script script =
        (Socket socket, OutputStream out) -> {
          out.write(whole.substring(0, cut.get()).getBytes(StandardCharsets.ISO_8859_1));
          out.flush();
          if (cut.get() % 2 == 0) {
            socket.setSoLinger(true, 0);
          }
        };
    try (Target target = new Target(style, Protocol.OPENAI_CHAT, script)) {
      for (int at = 0; at < whole.length(); at += step) {
        cut.set(at);
        target.router.accounts().reset("one/main");
        End end = target.askWithin(SOON);
        assertTrue(end.failure() != null || at >= needed, "cut at " + at);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Style.class)
  void tlsToAPlainServerIsANetworkFailure(Style style) {
    AtomicLong asked = new AtomicLong();
    try (RawServer plain = new RawServer((socket, out) -> asked.incrementAndGet());
        Router router =
            Target.router(
                plain.url().replace("http:", "https:") + "/v1", style, Protocol.OPENAI_CHAT)) {
      End end = Target.ask(router, style, ChatRequest.of("one:m", "Hello"));
      assertNotNull(end.failure());
      assertTrue(
          end.failure().kind() == FailureKind.NETWORK
              || end.failure().kind() == FailureKind.TIMEOUT,
          end.failure().toString());
    }
  }
}
