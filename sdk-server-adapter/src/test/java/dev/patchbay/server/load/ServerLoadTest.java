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

@Tag("slow")
final class ServerLoadTest {
  @Test
  void losesNoneOfAThousandStreamsFromTheHttpServer() throws Exception {
    try (HttpServer server = Upstream.listen(50, Duration.ofMillis(100), 0)) {
      assertEquals(1000, StreamsLoad.run(server.address(), 1000, 50).whole());
    }
  }

  @Test
  void losesNoneOfAThousandStreamsThroughTheWholeServer() throws Exception {
    try (HttpServer upstream = Upstream.listen(50, Duration.ofMillis(100), 0);
        AdapterServer server = Upstream.serverBefore(upstream)) {
      assertEquals(1000, StreamsLoad.run(server.address(), 1000, 50).whole());
    }
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
      Thread.sleep(3000); // as long as the server could have read on
      long after = usedHeap();
      for (Socket each : readers) {
        each.close();
      }

      long grown = (after - before) >> 20;
      System.Logger log = System.getLogger(ServerLoadTest.class.getName());
      log.log(System.Logger.Level.INFO, "20 readers that read nothing: {0} MB more heap", grown);
      assertTrue(grown < 100, "20 answers of 200 MB took " + grown + " MB of heap");
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
