package dev.patchbay.server.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.event.RouteEvent;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Outlet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class FeedTest {
  private static final Pattern ID = Pattern.compile("(?m)^id: (.+)$");

  /** One who reads the stream of a server, in process. */
  private static final class Reader implements Outlet, AutoCloseable {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final Answer.Live stream;
    private final Thread thread;
    private String id = "";

    Reader(Watched watched, String after) throws IOException {
      this(stream(watched, after));
    }

    Reader(Answer.Live stream) {
      this.stream = stream;
      thread = new Thread(this::read);
      thread.start();
    }

    static Answer.Live stream(Watched watched, String after) throws IOException {
      Map<String, List<String>> query =
          after.isEmpty() ? Map.of() : Map.of("after", List.of(after));
      Call call = Call.local("GET", "/monitor/stream", query, new byte[0]);
      return (Answer.Live) watched.adapter.server().adapter().answer(call);
    }

    private void read() {
      try {
        stream.writeTo(this);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public void head(int status, Map<String, String> headers) {
      heard.add("status " + status + " " + headers.get("content-type"));
    }

    @Override
    public void write(byte[] bytes) {
      for (String event : new String(bytes, StandardCharsets.UTF_8).split("\n\n", -1)) {
        if (!event.isEmpty()) {
          heard.add(event);
        }
      }
    }

    /** The next event of a kind. */
    String next(String kind) throws InterruptedException {
      while (true) {
        String event = heard.poll(10, TimeUnit.SECONDS);
        assertTrue(event != null, () -> "no " + kind + " came");
        Matcher at = ID.matcher(event);
        id = at.find() ? at.group(1) : id;
        if (event.contains("event: " + kind + "\n")) {
          return event;
        }
      }
    }

    @Override
    public void close() {
      stream.cancel();
      try {
        thread.join(10_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      assertFalse(thread.isAlive(), "the stream did not end");
    }
  }

  @Test
  void tellsStepsAndEndsAsTheyHappen() throws Exception {
    try (Watched watched = Watched.greeting();
        Reader reader = new Reader(watched, "")) {
      assertEquals("status 200 text/event-stream", reader.heard.take());
      reader.next("hello");
      watched.ask("m");

      assertTrue(reader.next("planned").contains("\"asked_model\":\"m\""));
      assertTrue(reader.next("attempt_ended").contains("\"outcome\":\"served\""));
      String ended = reader.next("request");
      assertTrue(ended.contains("\"outcome\":\"served\""), ended);
      assertTrue(ended.contains("\"account\":\"lab/main\""), ended);
    }
  }

  @Test
  void tellsAlertsAsTheyComeAreKnownAndGo() throws Exception {
    try (Watched watched = Watched.greeting();
        Reader reader = new Reader(watched, "")) {
      reader.next("hello");
      watched.adapter.post(
          "/admin/api-keys",
          "{\"name\":\"app\",\"expires_at\":\"" + Instant.now().plusSeconds(60) + "\"}");
      watched.look();
      String raised = reader.next("alert");
      assertTrue(raised.contains("\"event\":\"raised\""), raised);
      assertTrue(raised.contains("\"kind\":\"key_expiring\""), raised);
      watched.adapter.post("/monitor/alerts/acknowledge-all", "");

      assertTrue(reader.next("alert").contains("\"state\":\"acknowledged\""));
    }
  }

  @Test
  void goesOnWhereAStreamWasCut() throws Exception {
    try (Watched watched = Watched.greeting()) {
      String last;
      try (Reader reader = new Reader(watched, "")) {
        reader.next("hello");
        watched.ask("seen");
        reader.next("request");
        last = reader.id;
      }
      watched.ask("missed");
      try (Reader reader = new Reader(watched, last)) {
        assertTrue(reader.next("request").contains("\"asked_model\":\"missed\""));
        watched.ask("later");
        assertTrue(reader.next("request").contains("\"asked_model\":\"later\""));
      }
    }
  }

  @Test
  @Timeout(60)
  void missesNothingThatEndsWhileItJoins() throws Exception {
    try (Watched watched = Watched.greeting()) {
      String last;
      try (Reader reader = new Reader(watched, "")) {
        last = reader.next("hello").isEmpty() ? "" : reader.id;
      }
      Answer.Live stream = Reader.stream(watched, last);
      watched.ask("between");
      while (!watched.adapter.get("/monitor/requests").body().contains("between")) {
        Thread.onSpinWait();
      }
      try (Reader reader = new Reader(stream)) {
        assertTrue(reader.next("request").contains("\"asked_model\":\"between\""));
      }
    }
  }

  @Test
  void aPlaceThatIsNoneIsRefused() {
    try (Watched watched = Watched.greeting()) {
      assertEquals(400, watched.adapter.get("/monitor/stream?after=no").statusCode());
      assertEquals(400, watched.adapter.get("/monitor/stream", "Last-Event-ID", "no").statusCode());
    }
  }

  @Test
  void whoReadsTooSlowlyMissesEventsAndIsToldHowMany() throws Exception {
    Viewer viewer = new Viewer();
    for (int i = 0; i < Viewer.ROOM + 7; i++) {
      viewer.offer(Frame.HEARTBEAT);
    }
    List<Frame> frames = viewer.take(0);
    String last = new String(frames.get(frames.size() - 1).bytes(), StandardCharsets.UTF_8);

    assertEquals("event: dropped\ndata: {\"count\":7}\n\n", last);
    assertFalse(
        new String(viewer.take(0).get(0).bytes(), StandardCharsets.UTF_8).contains("dropped"));
  }

  @Test
  void silenceIsBrokenByAHeartbeat() throws Exception {
    assertEquals(List.of(Frame.HEARTBEAT), new Viewer().take(1));
  }

  @Test
  void eventsCostNothingWhileNobodyWatches() {
    try (Feed feed = new Feed()) {
      RouteEvent event = new RouteEvent.LedgerChanged(Instant.EPOCH, true, "");
      for (int i = 0; i < 1_000_000; i++) {
        feed.on(event);
      }
    }
  }

  @Test
  void aKeyTypedAsAModelIsNotShown() throws Exception {
    try (Watched watched = Watched.greeting();
        Reader reader = new Reader(watched, "")) {
      reader.next("hello");
      watched.ask("sk-canary-0123456789");

      assertFalse(reader.next("planned").contains("canary"));
      assertFalse(reader.next("attempt_ended").contains("canary"));
    }
  }

  @Test
  void liveStreamsEndWhenTheServerStops() throws Exception {
    Watched watched = Watched.greeting();
    try (Reader reader = new Reader(watched, "")) {
      reader.next("hello");
      watched.close();
      reader.thread.join(10_000);

      assertFalse(reader.thread.isAlive());
    }
  }
}
