package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.config.ProviderConfig;
import dev.patchbay.testserver.ChunkServer;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * As many streams at once, through the whole router, as the JVM's threads are good for: 500 on 17,
 * 2,000 on virtual ones. All are open before any gets its first piece.
 */
@Tag("slow")
@Isolated
class ManyCallsTest {
  private static final int CHUNKS = 200;
  private static final boolean VIRTUAL = Runtime.version().feature() >= 21;
  private static final int STREAMS = VIRTUAL ? 2_000 : 500;

  private final Set<Thread> before = Thread.getAllStackTraces().keySet();
  private final OkHttpClient client =
      new OkHttpClient.Builder()
          .connectionPool(new ConnectionPool(STREAMS, 1, TimeUnit.MINUTES))
          .build();

  @Test
  @Timeout(60)
  void completesManyStreamsAtOnceWithTheRightText() throws Exception {
    ExecutorService threads = threads();
    try (ChunkServer server = ChunkServer.chat(CHUNKS, STREAMS, Duration.ofMillis(10));
        Router router = router(server)) {
      List<Future<String>> hashes = new ArrayList<>();
      for (int i = 0; i < STREAMS; i++) {
        int id = i;
        hashes.add(threads.submit(() -> read(router, id)));
      }
      for (int i = 0; i < STREAMS; i++) {
        assertEquals(expected(i), hashes.get(i).get(60, TimeUnit.SECONDS));
      }
      assertTrue(server.mostOpen() >= STREAMS, "at once: " + server.mostOpen());
      assertEquals(0, router.accounts().get("many/main").inFlight());
      Upstreams.eventually(
          "connections freed",
          () ->
              client.connectionPool().connectionCount()
                  == client.connectionPool().idleConnectionCount());
    } finally {
      threads.shutdownNow();
      client.connectionPool().evictAll();
    }
    Upstreams.eventually("threads ended", () -> ours() == 0);
    assertEquals(0, client.connectionPool().connectionCount());
  }

  private Router router(ChunkServer server) {
    return Router.builder()
        .httpClient(client)
        .provider(ProviderConfig.of("many").baseUrl(server.url()).apiKey("sk-many-123456").build())
        .build();
  }

  private static String read(Router router, int id) {
    MessageDigest digest = sha256();
    try (ChatStream stream = router.stream("many:" + id, "Hi")) {
      stream.forEach(
          event -> {
            if (event instanceof ChatEvent.TextDelta delta) {
              digest.update(delta.text().getBytes(StandardCharsets.UTF_8));
            }
          });
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String expected(int id) {
    MessageDigest digest = sha256();
    for (int chunk = 0; chunk < CHUNKS; chunk++) {
      String text = ChunkServer.text(Integer.toString(id), chunk);
      digest.update(text.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ExecutorService threads() throws ReflectiveOperationException {
    if (!VIRTUAL) {
      return Executors.newFixedThreadPool(STREAMS);
    }
    Method virtual = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
    return (ExecutorService) virtual.invoke(null);
  }

  private long ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("patchbay-") && !before.contains(thread))
        .count();
  }
}
