package dev.patchbay.samples.benchmarks;

import dev.patchbay.cost.report.CostDimension;
import dev.patchbay.cost.report.CostQuery;
import dev.patchbay.cost.report.CostReport;
import dev.patchbay.store.cost.SqlLedger;
import dev.patchbay.store.database.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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
import org.openjdk.jmh.annotations.Warmup;

/** The usage report over a month of rows, which does not begin with a whole hour. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class ReportBenchmark {
  private static final Instant BEGIN = Instant.parse("2026-10-01T00:00:00Z");
  private static final Duration TIME = Duration.ofDays(30);

  private static final int WRITERS = 64;

  @Param("1000000")
  public long rows = 1_000_000;

  private final Path folder = Ledgers.folder();
  private final Database database = Ledgers.sqlite(folder);
  private final SqlLedger ledger = new SqlLedger(database, Clock.systemUTC(), 0);

  /** Many at a time, for they share commits. */
  @Setup
  public void fill() throws InterruptedException {
    long step = TIME.toMillis() / rows;
    AtomicLong next = new AtomicLong();
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      Thread writer = new Thread(() -> write(next, step));
      writers.add(writer);
      writer.start();
    }
    for (Thread writer : writers) {
      writer.join();
    }
  }

  private void write(AtomicLong next, long step) {
    for (long i = next.getAndIncrement(); i < rows; i = next.getAndIncrement()) {
      ledger.close(Ledgers.entry(i, BEGIN.plusMillis(i * step)), null);
    }
  }

  @Benchmark
  public CostReport total() {
    return ledger.report(month().build());
  }

  @Benchmark
  public CostReport byProviderModelAndKey() {
    return ledger.report(
        month().groupBy(CostDimension.PROVIDER, CostDimension.MODEL, CostDimension.KEY).build());
  }

  @Benchmark
  public CostReport byDay() {
    return ledger.report(month().groupBy(CostDimension.DAY).build());
  }

  private static CostQuery.Builder month() {
    return CostQuery.builder()
        .from(BEGIN.plus(Duration.ofMinutes(17)))
        .to(BEGIN.plus(TIME).minus(Duration.ofMinutes(17)));
  }

  @TearDown
  public void delete() {
    database.close();
    Ledgers.delete(folder);
  }
}
