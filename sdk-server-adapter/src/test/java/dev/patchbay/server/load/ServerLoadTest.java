package dev.patchbay.server.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.server.AdapterServer;
import dev.patchbay.server.jetty.HttpServer;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@Tag("slow")
final class ServerLoadTest {
  private static final Duration AT_ONCE = Duration.ZERO;

  @Test
  void losesNoneOfAThousandStreamsFromTheHttpServer() throws Exception {
    try (HttpServer server = Upstream.listen(50, Duration.ofMillis(100), 0)) {
      assertEquals(1000, StreamsLoad.run(server.address(), 1000, 50, AT_ONCE).whole());
    }
  }

  @Test
  void losesNoneOfAThousandStreamsThroughTheWholeServer() throws Exception {
    try (HttpServer upstream = Upstream.listen(50, Duration.ofMillis(100), 0);
        AdapterServer server = Upstream.serverBefore(upstream)) {
      assertEquals(1000, StreamsLoad.run(server.address(), 1000, 50, AT_ONCE).whole());
    }
  }

  /** Milliseconds it may be; a number only where nothing else runs, so it is to be asked for. */
  @Test
  @EnabledIfSystemProperty(named = "patchbay.load.p99", matches = "[0-9]+")
  void addsLittleToAThousandStreams() throws Exception {
    long added = StreamsLoad.addedMicros(1000, 100, Duration.ofSeconds(5));

    assertTrue(added <= 1000L * Integer.getInteger("patchbay.load.p99"), "added " + added + " µs");
  }

  /** Of twenty answers of 200 MB each, nothing is read. */
  @Test
  void keepsNothingForWhoDoesNotRead() throws Exception {
    try (HttpServer upstream = Upstream.listen(2000, Duration.ZERO, 100_000);
        AdapterServer server = Upstream.serverBefore(upstream)) {
      try (Socket warm = Reader.ask(server.address())) {
        assertTrue(warm.getInputStream().read() > 0);
      }
      Thread.sleep(1000);
      long before = usedHeap();
      List<Socket> readers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        readers.add(Reader.ask(server.address()));
        assertTrue(readers.get(i).getInputStream().read() > 0);
      }
      Thread.sleep(3000); // until the system's buffers are full
      long full = usedHeap();
      Thread.sleep(2000); // as long as the server could have read on
      long after = usedHeap();
      for (Socket each : readers) {
        each.close();
      }

      long grown = (after - before) >> 20;
      System.Logger log = System.getLogger(ServerLoadTest.class.getName());
      log.log(System.Logger.Level.INFO, "20 readers that read nothing: {0} MB more heap", grown);
      assertTrue(grown < 400, "20 answers of 200 MB took " + grown + " MB of heap");
      assertTrue(after - full < 40 << 20, "and it goes on: " + ((after - full) >> 20) + " MB");
    }
  }

  private static long usedHeap() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(100);
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
