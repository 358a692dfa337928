package dev.patchbay.store.log;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.log.Percentiles;
import dev.patchbay.log.RequestStatistics;
import dev.patchbay.log.StatisticsGroup;
import dev.patchbay.log.StatisticsQuery;
import dev.patchbay.store.database.Row;
import dev.patchbay.store.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Statistics in SQL that both databases take. Percentiles are of the nearest rank, in whole
 * numbers: {@code percentile_cont} would take the mean of two times, and SQLite has none. One query
 * of one thread.
 */
final class SqlStatistics {
  private static final int[] PERCENTS = {50, 95, 99};

  private final StatisticsQuery query;
  private final LogConditions conditions;

  SqlStatistics(StatisticsQuery query) {
    this.query = query;
    this.conditions = LogConditions.of(query.filter());
  }

  List<RequestStatistics> read(Connection connection) throws SQLException {
    Map<List<String>, Map<FailureKind, Long>> failures = new HashMap<>();
    Sql.each(
        connection,
        failures(),
        row ->
            failures
                .computeIfAbsent(values(row), key -> new EnumMap<>(FailureKind.class))
                .put(FailureKind.valueOf(row.text("failure")), row.number("requests")),
        conditions.arguments());
    List<RequestStatistics> all = new ArrayList<>();
    Sql.each(
        connection,
        ranked(),
        row -> all.add(statistics(row, failures.getOrDefault(values(row), Map.of()))),
        conditions.arguments());
    return MemoryRequestLog.inOrder(all);
  }

  /** What the groups are, as columns g0, g1 and so on, with a comma behind each. */
  private String groups() {
    StringBuilder columns = new StringBuilder();
    for (int i = 0; i < query.by().size(); i++) {
      columns.append(expression(query.by().get(i))).append(" AS g").append(i).append(", ");
    }
    return columns.toString();
  }

  private static String expression(StatisticsGroup group) {
    return switch (group) {
      case PROVIDER -> "COALESCE(provider, '')";
      case ACCOUNT -> "COALESCE(account, '')";
      case MODEL -> "COALESCE(model, '')";
      case KEY -> "COALESCE(api_key, '')";
      case HOUR -> "arrived_at / " + ChronoUnit.HOURS.getDuration().toMillis();
      case DAY -> "arrived_at / " + ChronoUnit.DAYS.getDuration().toMillis();
    };
  }

  /** The names of the columns of groups, with a comma behind each. */
  private String names() {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < query.by().size(); i++) {
      names.append('g').append(i).append(", ");
    }
    return names.toString();
  }

  private String failures() {
    return "SELECT "
        + names()
        + "failure, COUNT(*) AS requests FROM (SELECT "
        + groups()
        + "failure FROM request_log"
        + conditions.where()
        + ") AS grouped WHERE failure IS NOT NULL GROUP BY "
        + names()
        + "failure";
  }

  /** Each time's rank within its group, and then the times at the ranks of the percentiles. */
  private String ranked() {
    return "SELECT "
        + names()
        + "COUNT(*) AS requests, SUM(served) AS served, SUM(input_tokens) AS input,"
        + " SUM(cache_read_tokens) AS cache_read, SUM(cache_write_tokens) AS cache_write,"
        + " SUM(output_tokens) AS output, SUM(reasoning_tokens) AS reasoning, SUM(cost) AS cost,"
        + " COUNT(*) - COUNT(cost) AS unknown_costs, SUM(attempts) AS attempts,"
        + " SUM(failed_over) AS failed_over"
        + percentiles("duration_us")
        + percentiles("first_token_us")
        + " FROM (SELECT ranked.*"
        + rank("duration_us", "served")
        + rank("first_token_us", "served, told")
        + " FROM (SELECT "
        + groups()
        + "request_log.*, CASE WHEN failure IS NULL THEN 1 ELSE 0 END AS served,"
        + " CASE WHEN first_token_us IS NULL THEN 0 ELSE 1 END AS told FROM request_log"
        + conditions.where()
        + ") AS ranked) AS counted"
        + (query.by().isEmpty() ? "" : " GROUP BY " + withoutLastComma(names()));
  }

  private static String withoutLastComma(String names) {
    return names.substring(0, names.length() - 2);
  }

  private String rank(String time, String parts) {
    String partition = "(PARTITION BY " + names() + parts;
    return ", ROW_NUMBER() OVER "
        + partition
        + " ORDER BY "
        + time
        + ") AS rank_of_"
        + time
        + ", COUNT(*) OVER "
        + partition
        + ") AS count_of_"
        + time;
  }

  private static String percentiles(String time) {
    StringBuilder columns = new StringBuilder();
    for (int percent : PERCENTS) {
      columns.append(
          String.format(
              ", MAX(CASE WHEN served = 1 AND rank_of_%1$s = (count_of_%1$s * %2$d + 99) / 100"
                  + " THEN %1$s END) AS %1$s_%2$d",
              time, percent));
    }
    return columns.toString();
  }

  private List<String> values(Row row) throws SQLException {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < query.by().size(); i++) {
      values.add(
          switch (query.by().get(i)) {
            case HOUR -> StatisticsGroup.hour(row.number("g" + i));
            case DAY -> StatisticsGroup.day(row.number("g" + i));
            default -> row.text("g" + i);
          });
    }
    return values;
  }

  private RequestStatistics statistics(Row row, Map<FailureKind, Long> failures)
      throws SQLException {
    return new RequestStatistics(
        MemoryRequestLog.group(query.by(), values(row)),
        row.number("requests"),
        sum(row, "served"),
        failures,
        percentiles(row, "duration_us"),
        percentiles(row, "first_token_us"),
        new RequestStatistics.Tokens(
            sum(row, "input"),
            sum(row, "cache_read"),
            sum(row, "cache_write"),
            sum(row, "output"),
            sum(row, "reasoning")),
        sum(row, "cost"),
        row.number("unknown_costs"),
        sum(row, "attempts"),
        sum(row, "failed_over"));
  }

  /** The sum of nothing is null. */
  private static long sum(Row row, String column) throws SQLException {
    Long sum = row.numberOrNull(column);
    return sum == null ? 0 : sum;
  }

  private static Percentiles percentiles(Row row, String time) throws SQLException {
    return new Percentiles(
        time(row, time + "_50"), time(row, time + "_95"), time(row, time + "_99"));
  }

  private static @Nullable Duration time(Row row, String column) throws SQLException {
    Long micros = row.numberOrNull(column);
    return micros == null ? null : Duration.of(micros, ChronoUnit.MICROS);
  }
}
