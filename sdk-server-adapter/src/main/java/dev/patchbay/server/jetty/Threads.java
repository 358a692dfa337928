package dev.patchbay.server.jetty;

import java.util.concurrent.Executor;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * What calls are answered on: a virtual thread each where there are some (from Java 21 on), else a
 * thread of a pool. Stateless.
 */
final class Threads {
  /** A live answer holds its thread; with 256 threads, 744 of 1,000 streams waited for one. */
  private static final int PLATFORM = 4_224;

  /** Those that read sockets; answers run on virtual ones. */
  private static final int BESIDE_VIRTUAL = 64;

  private static final int SPARE = 128;

  private Threads() {}

  /** Read by Jetty when its classes load. */
  private static final String CACHE_LINE = "org.eclipse.jetty.util.referencesPerCacheLine";

  static QueuedThreadPool pool() {
    // Else it starts all of JMX to ask for it, which takes a tenth of the time a server starts in.
    if (System.getProperty(CACHE_LINE) == null) {
      System.setProperty(CACHE_LINE, "16");
    }
    Executor virtual = virtual();
    QueuedThreadPool pool = new QueuedThreadPool(virtual == null ? PLATFORM : BESIDE_VIRTUAL, 4);
    pool.setName("patchbay-http");
    pool.setDaemon(true);
    pool.setVirtualThreadsExecutor(virtual);
    return pool;
  }

  /** How many calls may be answered at a time: some threads must be left to refuse the others. */
  static int calls() {
    return virtual() == null ? PLATFORM - SPARE : 20_000;
  }

  private static @Nullable Executor virtual() {
    return VirtualThreads.areSupported()
        ? VirtualThreads.getNamedVirtualThreadsExecutor("patchbay-call-")
        : null;
  }
}
