package dev.patchbay.log;

import java.util.EnumSet;
import java.util.List;

/**
 * A question about many requests. Immutable.
 *
 * @param filter which requests are counted, their time among it
 * @param by by what they are told apart, each at most once; empty for all of them together
 */
public record StatisticsQuery(RequestFilter filter, List<StatisticsGroup> by) {
  public StatisticsQuery {
    by = List.copyOf(by);
    if (!by.isEmpty() && EnumSet.copyOf(by).size() != by.size()) {
      throw new IllegalArgumentException("Each group may be named once: " + by);
    }
  }

  /** About these requests, by these groups. */
  public static StatisticsQuery of(RequestFilter filter, StatisticsGroup... by) {
    return new StatisticsQuery(filter, List.of(by));
  }
}
