package dev.patchbay.store.cost;

import dev.patchbay.cost.report.CostDimension;
import dev.patchbay.cost.report.CostQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The statement of a report: one, so that it sees one state of the ledger. Whole hours come from
 * their sums and the open attempts, the rest from entries. One thread.
 */
final class ReportSql {
  private static final Map<CostDimension, String> COLUMNS =
      new EnumMap<>(
          Map.ofEntries(
              Map.entry(CostDimension.PROVIDER, "provider"),
              Map.entry(CostDimension.ACCOUNT, "account"),
              Map.entry(CostDimension.MODEL, "served"),
              Map.entry(CostDimension.ASKED_MODEL, "asked"),
              Map.entry(CostDimension.KEY, "key_id"),
              Map.entry(CostDimension.CALLER, "caller"),
              Map.entry(CostDimension.TENANT, "tenant"),
              Map.entry(CostDimension.TAG, "tags"),
              Map.entry(CostDimension.CONVERSATION, "conversation"),
              Map.entry(CostDimension.PROTOCOL, "protocol"),
              Map.entry(CostDimension.STATE, "state"),
              Map.entry(CostDimension.REQUEST, "request_id")));

  private static final String ENTRY_SUMS =
      """
      COALESCE(SUM(CASE WHEN counted THEN 1 ELSE 0 END), 0) AS requests,
      COUNT(*) AS attempts,
      COALESCE(SUM(input), 0) AS input,
      COALESCE(SUM(output), 0) AS output,
      COALESCE(SUM(cache_read), 0) AS cache_read,
      COALESCE(SUM(COALESCE(cache_5m, 0) + COALESCE(cache_1h, 0) + COALESCE(cache_other, 0)), 0)
        AS cache_write,
      COALESCE(SUM(reasoning), 0) AS reasoning,
      COALESCE(SUM(COALESCE(audio_in, 0) + COALESCE(audio_out, 0)), 0) AS audio,
      COALESCE(SUM(cost / 1000000000), 0) AS cost_high,
      COALESCE(SUM(cost % 1000000000), 0) AS cost_low,
      COALESCE(SUM(CASE WHEN cost IS NULL THEN 1 ELSE 0 END), 0) AS unknown,
      COALESCE(SUM(CASE WHEN state = 'OPEN' THEN 1 ELSE 0 END), 0) AS running,
      COALESCE(SUM(CASE WHEN estimated THEN 1 ELSE 0 END), 0) AS estimated
      """;

  private static final String HOUR_SUMS =
      """
      COALESCE(SUM(requests), 0) AS requests,
      COALESCE(SUM(attempts), 0) AS attempts,
      COALESCE(SUM(input), 0) AS input,
      COALESCE(SUM(output), 0) AS output,
      COALESCE(SUM(cache_read), 0) AS cache_read,
      COALESCE(SUM(cache_write), 0) AS cache_write,
      COALESCE(SUM(reasoning), 0) AS reasoning,
      COALESCE(SUM(audio), 0) AS audio,
      COALESCE(SUM(cost_high), 0) AS cost_high,
      COALESCE(SUM(cost_low), 0) AS cost_low,
      COALESCE(SUM(unknown), 0) AS unknown,
      0 AS running,
      COALESCE(SUM(estimated), 0) AS estimated
      """;

  private final CostQuery query;
  private final List<String> arms = new ArrayList<>();
  private final List<@Nullable Object> arguments = new ArrayList<>();

  private ReportSql(CostQuery query) {
    this.query = query;
  }

  static ReportSql of(CostQuery query) {
    ReportSql sql = new ReportSql(query);
    Rollups.Span span = Rollups.Span.of(query);
    if (Rollups.answer(query) && span.hasHours()) {
      long begin = span.firstHour() * Rollups.HOUR_MILLIS;
      long end = span.endHour() * Rollups.HOUR_MILLIS;
      sql.entries(span.from(), begin, "");
      sql.hours(span.firstHour(), span.endHour());
      sql.entries(begin, end, " AND state = 'OPEN'");
      sql.entries(end, span.to(), "");
    } else {
      sql.entries(span.from(), span.to(), "");
    }
    return sql;
  }

  String text() {
    return String.join(" UNION ALL ", arms);
  }

  @Nullable Object[] arguments() {
    return arguments.toArray();
  }

  /** How long a slot of time is: what times are grouped by before they have names. */
  long slotMillis() {
    return query.groups().contains(CostDimension.HOUR) ? Rollups.HOUR_MILLIS : Rollups.DAY_MILLIS;
  }

  private boolean hasTime() {
    return query.groups().stream().anyMatch(CostDimension::isTime);
  }

  private void entries(long from, long to, String more) {
    if (from >= to && !arms.isEmpty()) {
      return;
    }
    Where where = new Where().between(from, to).filters(query.filters());
    arm("began / " + slotMillis(), ENTRY_SUMS, "ledger", where.text() + more);
    arguments.addAll(where.arguments());
  }

  private void hours(long first, long end) {
    Where where = new Where().hours(first, end).filters(query.filters());
    String slot = slotMillis() == Rollups.HOUR_MILLIS ? "hour" : "hour / 24";
    arm(slot, HOUR_SUMS, "ledger_hour", where.text());
    arguments.addAll(where.arguments());
  }

  private void arm(String slot, String sums, String table, String where) {
    List<String> groups = new ArrayList<>();
    if (hasTime()) {
      groups.add(slot);
    }
    query.groups().stream()
        .filter(dimension -> !dimension.isTime())
        .forEach(dimension -> groups.add(COLUMNS.getOrDefault(dimension, "")));
    StringBuilder text = new StringBuilder("SELECT ");
    for (int i = 0; i < groups.size(); i++) {
      boolean time = hasTime() && i == 0;
      text.append(groups.get(i)).append(time ? " AS slot, " : ", ");
    }
    text.append(sums).append(" FROM ").append(table).append(" WHERE ").append(where);
    if (!groups.isEmpty()) {
      text.append(" GROUP BY ").append(String.join(", ", groups));
    }
    arms.add(text.toString());
  }

  /** The name of a dimension's column. */
  static String column(CostDimension dimension) {
    return COLUMNS.getOrDefault(dimension, "");
  }

  /** A condition and its arguments. */
  static final class Where {
    private final List<String> conditions = new ArrayList<>();
    private final List<@Nullable Object> arguments = new ArrayList<>();
    private long from;
    private long to;

    /** The day is said too: by it PostgreSQL finds the tables. */
    Where between(long first, long end) {
      from = first;
      to = end;
      return and("began >= ? AND began < ?", first, end)
          .and(
              "day >= ? AND day <= ?",
              (int) (first / Rollups.DAY_MILLIS),
              (int) (end / Rollups.DAY_MILLIS));
    }

    Where hours(long first, long end) {
      return and("hour >= ? AND hour < ?", first, end);
    }

    Where and(String condition, Object... values) {
      conditions.add(condition);
      Collections.addAll(arguments, values);
      return this;
    }

    Where filters(Map<CostDimension, Set<String>> filters) {
      filters.forEach(
          (dimension, values) -> {
            if (dimension == CostDimension.TAG) {
              tags(values);
            } else {
              and(column(dimension) + " IN " + marks(values.size()), values.toArray());
            }
          });
      return this;
    }

    private void tags(Set<String> values) {
      List<Object> more = new ArrayList<>(values);
      more.add(from);
      more.add(to);
      String none = values.contains("") ? "tags = '' OR " : "";
      and(
          "(%s(%s) IN (SELECT %s FROM ledger_tag WHERE tag IN %s AND began >= ? AND began < ?))"
              .formatted(none, EntryRows.KEY, EntryRows.KEY, marks(values.size())),
          more.toArray());
    }

    private static String marks(int count) {
      return "(" + String.join(", ", Collections.nCopies(count, "?")) + ")";
    }

    String text() {
      return String.join(" AND ", conditions);
    }

    List<@Nullable Object> arguments() {
      return arguments;
    }
  }

  /** The time a slot begins. */
  Instant begin(long slot) {
    return Instant.ofEpochMilli(slot * slotMillis());
  }
}
