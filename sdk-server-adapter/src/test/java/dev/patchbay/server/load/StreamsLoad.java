package dev.patchbay.server.load;

import com.sun.management.OperatingSystemMXBean;
import dev.patchbay.server.AdapterServer;
import dev.patchbay.server.jetty.HttpServer;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
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
 * process. Arguments: how many streams, how many chunks each, and within how many milliseconds all
 * have begun.
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
   * @param cpu what a chunk cost in processor time of provider, server and clients together, in
   *     microseconds
   */
  record Outcome(int whole, long p50, long p99, long cpu) {}

  /** Warms up, measures both ways in turn three times, and says so. */
  public static void main(String[] args) throws Exception {
    int streams = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
    int chunks = args.length > 1 ? Integer.parseInt(args[1]) : 100;
    Duration begin = Duration.ofMillis(args.length > 2 ? Integer.parseInt(args[2]) : 5000);
    long added = addedMicros(streams, chunks, begin);
    System.out.printf(Locale.ROOT, "added p99 %.2f ms%n", added / 1000.0);
  }

  private static void tell(String way, Outcome outcome, int streams) {
    System.out.printf(
        Locale.ROOT,
        "%s: %d of %d streams whole, delay of a chunk p50 %.2f ms, p99 %.2f ms, %d µs of CPU%n",
        way,
        outcome.whole(),
        streams,
        outcome.p50() / 1000.0,
        outcome.p99() / 1000.0,
        outcome.cpu());
  }

  /**
   * How much later one in a hundred chunks is through the server: medians of three turns.
   *
   * @param begin within this time all have begun, one after another
   */
  static long addedMicros(int streams, int chunks, Duration begin) throws Exception {
    List<Long> direct = new ArrayList<>();
    List<Long> through = new ArrayList<>();
    try (HttpServer upstream = Upstream.listen(chunks, TEN_A_SECOND, 0);
        AdapterServer server = Upstream.serverBefore(upstream)) {
      run(server.address(), streams, chunks, begin);
      for (int i = 0; i < 3; i++) {
        direct.add(measured("direct ", upstream.address(), streams, chunks, begin));
        through.add(measured("through", server.address(), streams, chunks, begin));
      }
    }
    Collections.sort(direct);
    Collections.sort(through);
    return through.get(1) - direct.get(1);
  }

  private static long measured(String way, URI server, int streams, int chunks, Duration begin)
      throws Exception {
    Outcome outcome = run(server, streams, chunks, begin);
    tell(way, outcome, streams);
    return outcome.p99();
  }

  static Outcome run(URI server, int streams, int chunks, Duration begin) throws Exception {
    AtomicIntegerArray micros = new AtomicIntegerArray(100_000);
    List<Callable<Integer>> readers = new ArrayList<>();
    for (int i = 0; i < streams; i++) {
      Duration wait = begin.multipliedBy(i).dividedBy(streams);
      readers.add(
          () -> {
            Thread.sleep(wait.toMillis());
            return Reader.read(server, micros);
          });
    }
    int whole = 0;
    long began = cpu();
    ExecutorService threads = threads();
    try {
      for (Future<Integer> each : threads.invokeAll(readers)) {
        whole += each.get() == chunks ? 1 : 0;
      }
    } finally {
      threads.shutdown();
    }
    long each = (cpu() - began) / 1000 / streams / chunks;
    return new Outcome(whole, percentile(micros, 50), percentile(micros, 99), each);
  }

  private static long cpu() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean one
        ? one.getProcessCpuTime()
        : 0;
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
