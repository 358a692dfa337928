package dev.patchbay.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.MediaSource;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.transport.CallScope;
import dev.patchbay.transport.TransportException;
import dev.patchbay.transport.okhttp.OkHttpTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.ConnectionPool;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that the names ending in {@code .example} lead to stands for the internet. */
@Timeout(180)
class MediaFetcherTest {
  private static final byte[] GIF = "GIF89a and so on".getBytes(StandardCharsets.ISO_8859_1);

  private static final MediaFetcher.Bounds PATIENT =
      new MediaFetcher.Bounds(20 << 20, Duration.ofMinutes(2));

  private final MockWebServer web = new MockWebServer();
  private final ConnectionPool pool = new ConnectionPool();
  private final OkHttpClient client =
      new OkHttpClient.Builder().dns(MediaFetcherTest::lookup).connectionPool(pool).build();
  private final CallScope scope = new CallScope();
  private MediaFetcher fetcher = fetcher(PATIENT);

  private static List<InetAddress> lookup(String name) throws UnknownHostException {
    if (name.endsWith(".example")) {
      return List.of(InetAddress.getLoopbackAddress());
    }
    throw new UnknownHostException(name);
  }

  private MediaFetcher fetcher(MediaFetcher.Bounds bounds) {
    return new MediaFetcher(OkHttpTransport.sharing(client), bounds);
  }

  @BeforeEach
  void start() throws IOException {
    web.setProtocols(List.of(Protocol.HTTP_1_1));
    web.start(InetAddress.getLoopbackAddress(), 0);
  }

  @AfterEach
  void stop() {
    fetcher.close();
    web.close();
    client.connectionPool().evictAll();
  }

  private String url(String path) {
    return "http://pictures.example:" + web.getPort() + path;
  }

  private static MockResponse.Builder gif(byte[] bytes) {
    return new MockResponse.Builder()
        .addHeader("Content-Type", "image/gif")
        .body(new Buffer().write(bytes));
  }

  private void redirect(String location) {
    web.enqueue(new MockResponse.Builder().code(302).addHeader("Location", location).build());
  }

  private MediaSource fetch(String url) {
    return fetcher.fetch(url, MediaKind.IMAGE, Downloads.MOST_BYTES, scope);
  }

  private void assertRefused(String why, String url) {
    MediaException refused = assertThrows(MediaException.class, () -> fetch(url));
    assertEquals(why, refused.getMessage());
  }

  private static byte[] bytes(MediaSource source) {
    return Base64.getDecoder().decode(((MediaSource.Base64) source).data());
  }

  @Test
  void getsTheExactBytes() {
    byte[] large = new byte[3 << 20];
    new java.util.Random(1).nextBytes(large);
    System.arraycopy(GIF, 0, large, 0, GIF.length);
    web.enqueue(gif(large).build());

    assertArrayEquals(large, bytes(fetch(url("/a.gif"))));
  }

  @Test
  void sendsNothingButTheAddress() throws InterruptedException {
    web.enqueue(gif(GIF).addHeader("Set-Cookie", "a=b").build());
    web.enqueue(gif(GIF).build());
    fetch(url("/a.gif?x=1"));
    fetch(url("/b.gif"));

    RecordedRequest first = web.takeRequest();
    RecordedRequest second = web.takeRequest();
    assertEquals("GET", first.getMethod());
    assertEquals("/a.gif?x=1", first.getTarget());
    Headers sent = second.getHeaders();
    assertNull(sent.get("Cookie"));
    assertNull(sent.get("Authorization"));
    assertEquals(
        List.of("Accept", "Accept-Encoding", "Connection", "Host", "User-Agent"),
        sent.names().stream().sorted().toList());
  }

  @Test
  void followsThreeRedirects() {
    redirect("/b.gif");
    redirect("http://others.example:" + web.getPort() + "/c.gif");
    redirect("d.gif");
    web.enqueue(gif(GIF).build());
    assertArrayEquals(GIF, bytes(fetch(url("/a.gif"))));
  }

  @Test
  void endsInALoopOfRedirects() {
    for (int i = 0; i < 10; i++) {
      redirect("/a.gif");
    }
    assertRefused("its host redirects more than 3 times", url("/a.gif"));
    assertEquals(4, web.getRequestCount());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:%d/b.gif",
        "http://[::1]:%d/b.gif",
        "http://169.254.169.254/latest/meta-data/",
        "//127.0.0.1:%d/b.gif",
        "file:///etc/passwd",
        "http://user:secret@pictures.example:%d/b.gif",
        "http://pictures.example:22/",
      })
  void asksNobodyElseWhereARedirectLeadsAstray(String location) {
    redirect(location.replace("%d", String.valueOf(web.getPort())));
    web.enqueue(gif(GIF).build());
    assertRefused("its host redirects to an address that is not fetched", url("/a.gif"));
    assertEquals(1, web.getRequestCount());
  }

  @Test
  void takesARedirectToAnUnknownNameForAnUnknownName() {
    redirect("http://intranet/b.gif");
    assertRefused(MediaFetcher.NOT_PUBLIC, url("/a.gif"));
    assertRefused(MediaFetcher.NOT_PUBLIC, "http://nowhere.test/a.gif");
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 204, 206, 304, 401, 403, 404, 500, 503})
  void takesNothingButAnAnswer(int status) {
    web.enqueue(new MockResponse.Builder().code(status).build());
    assertRefused("its host answers with status " + status, url("/a.gif"));
    assertEquals(1, web.getRequestCount());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void endsABodyThatIsTooLarge(boolean declared) {
    fetcher = fetcher(new MediaFetcher.Bounds(1 << 20, PATIENT.time()));
    byte[] huge = new byte[(1 << 20) + 1];
    System.arraycopy(GIF, 0, huge, 0, GIF.length);
    web.enqueue(
        declared
            ? gif(huge).build()
            : gif(GIF).chunkedBody(new Buffer().write(huge), 1 << 16).build());
    assertRefused("it is larger than 1 MB", url("/a.gif"));
  }

  @Test
  void endsASmallBodyThatUnpacksToALargeOne() throws IOException {
    fetcher = fetcher(new MediaFetcher.Bounds(1 << 20, PATIENT.time()));
    Buffer packed = new Buffer();
    try (okio.BufferedSink zip = Okio.buffer(new GzipSink(packed))) {
      zip.write(GIF);
      for (int i = 0; i < 64; i++) {
        zip.write(new byte[1 << 20]);
      }
    }
    assertTrue(packed.size() < 1 << 20);
    web.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Encoding", "gzip")
            .addHeader("Content-Type", "image/gif")
            .body(packed)
            .build());
    assertRefused("it is larger than 1 MB", url("/a.gif"));
  }

  @Test
  void endsABodyThatNeverEnds() {
    fetcher = fetcher(new MediaFetcher.Bounds(20 << 20, Duration.ofMillis(400)));
    web.enqueue(gif(new byte[1000]).throttleBody(1, 50, TimeUnit.MILLISECONDS).build());
    assertRefused("it did not come within 0 s", url("/a.gif"));
  }

  @Test
  void endsAHostThatSaysNothing() {
    fetcher = fetcher(new MediaFetcher.Bounds(20 << 20, Duration.ofMillis(400)));
    web.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    assertRefused("it did not come within 0 s", url("/a.gif"));
  }

  @Test
  void countsTheTimeOfRedirects() {
    fetcher = fetcher(new MediaFetcher.Bounds(20 << 20, Duration.ofMillis(700)));
    for (int i = 0; i < 3; i++) {
      web.enqueue(
          new MockResponse.Builder()
              .code(302)
              .addHeader("Location", "/a.gif")
              .headersDelay(300, TimeUnit.MILLISECONDS)
              .build());
    }
    assertRefused("it did not come within 0 s", url("/a.gif"));
  }

  @Test
  void tellsABreakInTheMiddle() {
    web.enqueue(gif(new byte[100_000]).onResponseBody(new SocketEffect.CloseSocket()).build());
    assertRefused("the connection broke off in the middle of it", url("/a.gif"));
  }

  @Test
  void takesWhatTheBytesAreForWhatTheyAreAndNotWhatTheirHostSays() {
    web.enqueue(gif("<html>Log in".getBytes(StandardCharsets.UTF_8)).build());
    assertRefused("what comes from there is no image but image/gif", url("/a.gif"));
  }

  @Test
  void isStoppedByTheCallersCancelAndFreesTheConnection() throws InterruptedException {
    web.enqueue(gif(new byte[100_000]).throttleBody(1, 50, TimeUnit.MILLISECONDS).build());
    Thread canceller =
        new Thread(
            () -> {
              try {
                web.takeRequest();
                scope.cancel(FailureKind.DEADLINE);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    canceller.start();
    TransportException ended = assertThrows(TransportException.class, () -> fetch(url("/a.gif")));
    canceller.join();

    assertEquals(FailureKind.DEADLINE, ended.kind());
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (pool.connectionCount() > 0 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertEquals(0, pool.connectionCount());
  }
}
