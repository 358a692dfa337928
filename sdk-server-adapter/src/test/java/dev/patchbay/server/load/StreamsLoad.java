package dev.patchbay.server.load;

import dev.patchbay.server.AdapterServer;
import dev.patchbay.server.jetty.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Many streams at a time, ten chunks a second each: once straight from the provider, once through
 * the server; says how many came whole and how long their chunks were under way. All in one
 * process. Arguments: how many streams, how many chunks each.
 */
public final class StreamsLoad {
  private static final Duration TEN_A_SECOND = Duration.ofMillis(100);

  private StreamsLoad() {}

  /**
   * What came.
   *
   * @param whole how many streams came with all their chunks
   * @param p50 median of the delays of chunks, in microseconds
   * @param p99 of a hundred chunks, the slowest but one
   */
  record Outcome(int whole, long p50, long p99) {}

  /** Warms up, measures both ways in turn three times, and says so. */
  public static void main(String[] args) throws Exception {
    int streams = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
    int chunks = args.length > 1 ? Integer.parseInt(args[1]) : 100;
    try (HttpServer upstream = Upstream.listen(chunks, TEN_A_SECOND, 0);
        AdapterServer server = Upstream.serverBefore(upstream)) {
      run(server.address(), streams, chunks);
      for (int i = 0; i < 3; i++) {
        tell("direct ", run(upstream.address(), streams, chunks), streams);
        tell("through", run(server.address(), streams, chunks), streams);
      }
    }
  }

  private static void tell(String way, Outcome outcome, int streams) {
    System.out.printf(
        Locale.ROOT,
        "%s: %d of %d streams whole, delay of a chunk p50 %.2f ms, p99 %.2f ms%n",
        way,
        outcome.whole(),
        streams,
        outcome.p50() / 1000.0,
        outcome.p99() / 1000.0);
  }

  static Outcome run(URI server, int streams, int chunks) throws Exception {
    AtomicIntegerArray micros = new AtomicIntegerArray(100_000);
    List<Callable<Integer>> readers = new ArrayList<>();
    for (int i = 0; i < streams; i++) {
      readers.add(() -> Reader.read(server, micros));
    }
    int whole = 0;
    ExecutorService threads = threads();
    try {
      for (Future<Integer> each : threads.invokeAll(readers)) {
        whole += each.get() == chunks ? 1 : 0;
      }
    } finally {
      threads.shutdown();
    }
    return new Outcome(whole, percentile(micros, 50), percentile(micros, 99));
  }

  /** Virtual ones where there are some. */
  private static ExecutorService threads() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      return Executors.newCachedThreadPool();
    }
  }

  private static long percentile(AtomicIntegerArray micros, int percent) {
    long all = 0;
    for (int i = 0; i < micros.length(); i++) {
      all += micros.get(i);
    }
    long seen = 0;
    for (int i = 0; i < micros.length(); i++) {
      seen += micros.get(i);
      if (seen * 100 >= all * percent) {
        return i * 10L;
      }
    }
    return 0;
  }
}
