package dev.patchbay.samples.benchmarks;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * Results as Markdown: the median time of an operation, what it allocates, and both as multiples of
 * the benchmark of the class that is named {@code base...}.
 */
final class Table {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private record Row(String group, String name, double micros, double bytes) {}

  private Table() {}

  static String of(Collection<RunResult> results) {
    Map<String, Row> bases = new LinkedHashMap<>();
    StringBuilder table =
        new StringBuilder(
            "| what | median µs | × base | bytes | × base |\n|---|---|---|---|---|\n");
    for (RunResult result : results) {
      Row row = row(result);
      if (row.name.startsWith("base")) {
        bases.put(row.group, row);
      }
    }
    for (RunResult result : results) {
      Row row = row(result);
      Row base = bases.getOrDefault(row.group, row);
      table.append(
          String.format(
              Locale.ROOT,
              "| %s %s | %.1f | %.2f | %,.0f | %.2f |%n",
              row.group,
              row.name,
              row.micros,
              row.micros / base.micros,
              row.bytes,
              row.bytes / base.bytes));
    }
    return table.toString();
  }

  private static Row row(RunResult result) {
    String[] name = result.getParams().getBenchmark().split("\\.");
    String group = name[name.length - 2].replace("Benchmark", "");
    for (String key : result.getParams().getParamsKeys()) {
      group += " " + result.getParams().getParam(key);
    }
    Result<?> time = result.getPrimaryResult();
    Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
    double bytes = allocated == null ? Double.NaN : allocated.getScore();
    return new Row(group, name[name.length - 1], time.getStatistics().getPercentile(50), bytes);
  }
}
