package dev.patchbay.store.cost;

import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.cost.report.CostDimension;
import dev.patchbay.cost.report.CostQuery;
import dev.patchbay.cost.report.CostReport;
import dev.patchbay.cost.report.CostSums;
import dev.patchbay.cost.report.CostTally;
import dev.patchbay.cost.report.EntryCursor;
import dev.patchbay.cost.report.EntryOrder;
import dev.patchbay.cost.report.EntryPage;
import dev.patchbay.cost.report.LedgerArchive;
import dev.patchbay.price.Cost;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.DayPartitions;
import dev.patchbay.store.database.Row;
import dev.patchbay.store.database.Sql;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What stands in the ledger of a database. Thread-safe. */
final class SqlArchive implements LedgerArchive {
  private static final BigInteger PART = BigInteger.valueOf(HourRows.PART);

  private static final String PURGE =
      "DELETE FROM ledger WHERE (%s) IN (SELECT %s FROM ledger WHERE began < ? LIMIT ?)"
          .formatted(EntryRows.KEY, EntryRows.KEY);

  private static final String TAG_KEY = "tag, began, request_id, attempt";

  private static final String PURGE_TAGS =
      "DELETE FROM ledger_tag WHERE (%s) IN (SELECT %s FROM ledger_tag WHERE began < ? LIMIT ?)"
          .formatted(TAG_KEY, TAG_KEY);

  private final Database database;
  private final Shards shards;
  private final DayPartitions partitions;

  SqlArchive(Database database, Shards shards, DayPartitions partitions) {
    this.database = database;
    this.shards = shards;
    this.partitions = partitions;
  }

  @Override
  public CostReport report(CostQuery query) {
    ReportSql sql = ReportSql.of(query);
    // Summed up again if the database reads it twice.
    return database.read(
        connection -> {
          CostTally tally = new CostTally(query);
          Sql.each(
              connection,
              sql.text(),
              row -> tally.add(values(query, sql, row), sums(row)),
              sql.arguments());
          return tally.report();
        });
  }

  private static List<List<String>> values(CostQuery query, ReportSql sql, Row row)
      throws SQLException {
    List<List<String>> values = new ArrayList<>();
    for (CostDimension dimension : query.groups()) {
      if (dimension.isTime()) {
        values.add(List.of(dimension.label(sql.begin(row.number("slot")))));
      } else if (dimension == CostDimension.TAG) {
        List<String> tags = EntryRows.tags(row.text("tags"));
        values.add(tags.isEmpty() ? List.of("") : tags);
      } else {
        values.add(List.of(row.text(ReportSql.column(dimension))));
      }
    }
    return values;
  }

  private static CostSums sums(Row row) throws SQLException {
    return new CostSums(
        row.number("requests"),
        row.number("attempts"),
        row.number("input"),
        row.number("output"),
        row.number("cache_read"),
        row.number("cache_write"),
        row.number("reasoning"),
        row.number("audio"),
        BigInteger.valueOf(row.number("cost_high"))
            .multiply(PART)
            .add(BigInteger.valueOf(row.number("cost_low"))),
        row.number("unknown"),
        row.number("running"),
        row.number("estimated"));
  }

  @Override
  public EntryPage entries(CostQuery query, EntryOrder order, @Nullable String cursor, int limit) {
    int most = LedgerArchive.checked(limit);
    EntryCursor after = cursor == null ? null : EntryCursor.parse(cursor);
    return database.read(
        connection -> EntryPage.of(read(connection, query, order, after, most + 1), most));
  }

  private static List<LedgerEntry> read(
      Connection connection,
      CostQuery query,
      EntryOrder order,
      @Nullable EntryCursor after,
      int limit)
      throws SQLException {
    boolean rising = order == EntryOrder.OLDEST_FIRST;
    Rollups.Span span = Rollups.Span.of(query);
    long from = span.from();
    long to = span.to();
    if (after != null) {
      from = rising ? Math.max(from, after.at().toEpochMilli()) : from;
      to = rising ? to : Math.min(to, after.at().toEpochMilli() + 1);
    }
    ReportSql.Where where = new ReportSql.Where().between(from, to).filters(query.filters());
    if (after != null) {
      where.and(
          "(began, request_id, attempt) " + (rising ? ">" : "<") + " (?, ?, ?)",
          after.at().toEpochMilli(),
          after.requestId(),
          after.attempt());
    }
    String way = rising ? "" : " DESC";
    List<@Nullable Object> arguments = where.arguments();
    arguments.add(limit);
    return Sql.list(
        connection,
        "SELECT * FROM ledger WHERE %s ORDER BY began%s, request_id%s, attempt%s LIMIT ?"
            .formatted(where.text(), way, way, way),
        EntryRows::read,
        arguments.toArray());
  }

  @Override
  public Step reprice(
      CostQuery query,
      Function<LedgerEntry, @Nullable Cost> price,
      @Nullable String cursor,
      int limit) {
    EntryPage page = entries(query, EntryOrder.OLDEST_FIRST, cursor, limit);
    List<Change> changes = new ArrayList<>();
    for (LedgerEntry entry : page.entries()) {
      Cost other = Repricing.cost(entry, price);
      if (other != null) {
        changes.add(new Change(entry, other));
      }
    }
    return new Step(changes.isEmpty() ? 0 : change(changes), page.next());
  }

  private record Change(LedgerEntry entry, Cost cost) {}

  /** What another has changed meanwhile stays as that one left it. */
  private int change(List<Change> changes) {
    int shard = shards.take();
    try {
      return database.write(
          connection -> {
            int changed = 0;
            for (Change change : changes) {
              LedgerEntry entry = change.entry();
              @Nullable Object[] values = EntryRows.repriced(entry, change.cost());
              if (Sql.update(connection, EntryRows.REPRICE, values) > 0) {
                HourRows.change(connection, entry, entry.withCost(change.cost()), shard);
                changed++;
              }
            }
            return changed;
          });
    } finally {
      shards.give(shard);
    }
  }

  @Override
  public int purge(Instant before, int limit) {
    int most = LedgerArchive.checked(limit);
    if (partitions.dropBefore(before)) {
      return most;
    }
    return database.write(
        connection ->
            Math.max(
                Sql.update(connection, PURGE, before, most),
                Sql.update(connection, PURGE_TAGS, before, most)));
  }
}
