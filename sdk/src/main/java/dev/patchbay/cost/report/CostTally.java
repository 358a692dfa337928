package dev.patchbay.cost.report;

import dev.patchbay.cost.LedgerEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up a report. Stores feed it with entries or with sums of many. One thread. */
public final class CostTally {
  private final List<CostDimension> groups;
  private final Map<List<String>, CostSums> sums = new HashMap<>();
  private CostSums total = CostSums.ZERO;

  /** An empty one for what the query groups by. */
  public CostTally(CostQuery query) {
    this.groups = query.groups();
  }

  /** Adds one attempt; see {@link CostSums#of}. */
  public void add(LedgerEntry entry, boolean first) {
    add(groups.stream().map(dimension -> dimension.of(entry)).toList(), CostSums.of(entry, first));
  }

  /**
   * Adds sums of attempts that are alike.
   *
   * @param values for each dimension grouped by, its values: one, but for tags
   */
  public void add(List<List<String>> values, CostSums more) {
    total = total.plus(more);
    if (!groups.isEmpty() && more.attempts() > 0) {
      spread(values, new ArrayList<>(), more);
    }
  }

  private void spread(List<List<String>> values, List<String> chosen, CostSums more) {
    if (chosen.size() == values.size()) {
      sums.merge(List.copyOf(chosen), more, CostSums::plus);
      return;
    }
    for (String value : values.get(chosen.size())) {
      chosen.add(value);
      spread(values, chosen, more);
      chosen.remove(chosen.size() - 1);
    }
  }

  /** What was added. */
  public CostReport report() {
    List<CostGroup> found = new ArrayList<>();
    sums.forEach((values, sum) -> found.add(group(values, sum)));
    found.sort(order());
    return new CostReport(total, found);
  }

  private CostGroup group(List<String> values, CostSums sum) {
    Map<CostDimension, String> named = new EnumMap<>(CostDimension.class);
    for (int i = 0; i < values.size(); i++) {
      named.put(groups.get(i), values.get(i));
    }
    return new CostGroup(named, sum);
  }

  private Comparator<CostGroup> order() {
    Comparator<CostGroup> order = by(groups.stream().filter(CostDimension::isTime).toList());
    return order
        .thenComparing(group -> group.sums().picoUsd(), Comparator.reverseOrder())
        .thenComparing(by(groups));
  }

  private static Comparator<CostGroup> by(List<CostDimension> dimensions) {
    Comparator<CostGroup> order = (one, other) -> 0;
    for (CostDimension dimension : dimensions) {
      order = order.thenComparing(group -> group.get(dimension));
    }
    return order;
  }
}
