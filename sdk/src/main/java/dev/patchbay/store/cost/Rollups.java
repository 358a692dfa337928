package dev.patchbay.store.cost;

import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.cost.report.CostDimension;
import dev.patchbay.cost.report.CostQuery;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What is summed up by the hour, and which questions these sums can answer. Pure. */
final class Rollups {
  static final long HOUR_MILLIS = 3_600_000;
  static final long DAY_MILLIS = 24 * HOUR_MILLIS;

  /** Beyond any time of an entry: the year 10000. */
  static final long END_MILLIS = 253_402_300_800_000L;

  /** By these the hours are told apart; the others have too many values. */
  static final List<CostDimension> DIMENSIONS =
      List.of(
          CostDimension.TENANT,
          CostDimension.KEY,
          CostDimension.CALLER,
          CostDimension.PROVIDER,
          CostDimension.ACCOUNT,
          CostDimension.ASKED_MODEL,
          CostDimension.MODEL,
          CostDimension.PROTOCOL,
          CostDimension.STATE);

  private static final Set<CostDimension> UNKNOWN =
      EnumSet.of(CostDimension.TAG, CostDimension.CONVERSATION, CostDimension.REQUEST);

  private Rollups() {}

  /** True if whole hours of it can be answered by their sums. */
  static boolean answer(CostQuery query) {
    return UNKNOWN.stream()
        .noneMatch(
            dimension ->
                query.groups().contains(dimension) || query.filters().containsKey(dimension));
  }

  /** The values that tell the sums of an entry from others of its hour. */
  static List<String> cell(LedgerEntry entry) {
    return DIMENSIONS.stream().map(dimension -> dimension.of(entry).get(0)).toList();
  }

  static long hour(LedgerEntry entry) {
    return entry.at().toEpochMilli() / HOUR_MILLIS;
  }

  static int day(LedgerEntry entry) {
    return (int) (entry.at().toEpochMilli() / DAY_MILLIS);
  }

  /**
   * A time in milliseconds since 1970, and the whole hours in it.
   *
   * @param to not part of it
   */
  record Span(long from, long to) {
    static Span of(CostQuery query) {
      long from = query.from() == null ? 0 : ceiling(query.from());
      long to = query.to() == null ? END_MILLIS : ceiling(query.to());
      return new Span(Math.max(0, from), Math.max(0, Math.min(to, END_MILLIS)));
    }

    /** Entries have whole milliseconds: what is not before a part of one is not before the next. */
    private static long ceiling(java.time.Instant time) {
      if (time.getEpochSecond() >= END_MILLIS / 1000) {
        return END_MILLIS;
      }
      return time.getEpochSecond() < 0 ? 0 : time.plusNanos(999_999).toEpochMilli();
    }

    /** The first whole hour. */
    long firstHour() {
      return (from + HOUR_MILLIS - 1) / HOUR_MILLIS;
    }

    /** The hour after the last whole one. */
    long endHour() {
      return to / HOUR_MILLIS;
    }

    boolean hasHours() {
      return firstHour() < endHour();
    }
  }
}
