package dev.patchbay.transport.okhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.testserver.ChunkServer;
import dev.patchbay.transport.CallScope;
import dev.patchbay.transport.HttpReply;
import dev.patchbay.transport.PhaseWatch;
import dev.patchbay.transport.TimeLimits;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** As many streams at once as the JVM's threads are good for: 500 on 17, 2,000 on virtual ones. */
@Tag("slow")
class ManyStreamsTest {
  private static final int CHUNKS = 200;
  private static final boolean VIRTUAL = Runtime.version().feature() >= 21;
  private static final int STREAMS = VIRTUAL ? 2_000 : 500;
  private static final TimeLimits LIMITS = Calls.limits(60_000, 120_000, 60_000, 180_000);

  @Test
  @Timeout(240)
  void completesManyStreamsAtOnceWithTheRightText() throws Exception {
    ExecutorService threads = threads();
    try (ChunkServer server = new ChunkServer(CHUNKS, STREAMS, Duration.ofMillis(10));
        OkHttpTransport transport = OkHttpTransport.create()) {
      List<Future<String>> hashes = new ArrayList<>();
      for (int i = 0; i < STREAMS; i++) {
        int id = i;
        hashes.add(threads.submit(() -> read(transport, server.url(id))));
      }
      for (int i = 0; i < STREAMS; i++) {
        assertEquals(expected(i), hashes.get(i).get(200, TimeUnit.SECONDS));
      }
      assertTrue(server.mostOpen() >= STREAMS, "at once: " + server.mostOpen());
    } finally {
      threads.shutdownNow();
    }
  }

  private static String read(OkHttpTransport transport, String url) {
    MessageDigest digest = sha256();
    PhaseWatch watch = new PhaseWatch();
    try (HttpReply reply = transport.send(Calls.get(url, LIMITS), new CallScope(), watch)) {
      reply.frames(
          frame -> {
            watch.output();
            digest.update(frame.data().getBytes(StandardCharsets.UTF_8));
            return true;
          });
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String expected(int id) {
    MessageDigest digest = sha256();
    for (int chunk = 0; chunk < CHUNKS; chunk++) {
      String data = ChunkServer.data(Integer.toString(id), chunk);
      digest.update(data.getBytes(StandardCharsets.UTF_8));
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
}
