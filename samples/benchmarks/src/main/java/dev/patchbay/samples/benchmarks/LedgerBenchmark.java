package dev.patchbay.samples.benchmarks;

import dev.patchbay.cost.Ledger;
import dev.patchbay.store.cost.MemoryLedger;
import dev.patchbay.store.cost.SqlLedger;
import dev.patchbay.store.database.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** The commit that every answer waits for before its end is shown. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LedgerBenchmark {
  @Param({"memory", "sqlite"})
  public String store = "memory";

  private final AtomicLong number = new AtomicLong();
  private final Path folder = Ledgers.folder();
  private @Nullable Database database;
  private Ledger ledger = new MemoryLedger();

  @Setup
  public void open() {
    if (store.equals("sqlite")) {
      database = Ledgers.sqlite(folder);
      ledger = new SqlLedger(database, Clock.systemUTC(), 0);
    }
  }

  @Benchmark
  @Threads(1)
  public void closeAlone() {
    ledger.close(Ledgers.entry(number.incrementAndGet(), Instant.now()), null);
  }

  @Benchmark
  @Threads(16)
  public void closeAmongSixteen() {
    ledger.close(Ledgers.entry(number.incrementAndGet(), Instant.now()), null);
  }

  @TearDown
  public void delete() {
    if (database != null) {
      database.close();
    }
    Ledgers.delete(folder);
  }
}
