package dev.patchbay.cost.report;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Sums of the attempts that have these values in common. Immutable.
 *
 * @param values by what was grouped; the empty text where the attempts have none
 */
public record CostGroup(Map<CostDimension, String> values, CostSums sums) {
  public CostGroup {
    values = Collections.unmodifiableMap(new EnumMap<>(values));
  }

  /** A value; the empty text if the attempts have none, or were not grouped by it. */
  public String get(CostDimension dimension) {
    return values.getOrDefault(dimension, "");
  }
}
