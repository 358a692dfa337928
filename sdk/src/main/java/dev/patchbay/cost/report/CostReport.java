package dev.patchbay.cost.report;

import java.util.List;

/**
 * What attempts cost. Immutable.
 *
 * @param total of all that was asked for, each attempt once
 * @param groups earlier times first, then the dearest; empty if nothing was grouped by
 */
public record CostReport(CostSums total, List<CostGroup> groups) {
  public CostReport {
    groups = List.copyOf(groups);
  }
}
