package dev.patchbay.store.cost;

import dev.patchbay.cost.Ledger;
import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.cost.report.CostQuery;
import dev.patchbay.cost.report.CostReport;
import dev.patchbay.cost.report.EntryOrder;
import dev.patchbay.cost.report.EntryPage;
import dev.patchbay.cost.report.LedgerArchive;
import dev.patchbay.price.Cost;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.DayPartitions;
import dev.patchbay.store.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The ledger in a database: a row for each attempt, and sums for each hour that change in the same
 * transaction as the row, so that reports need not read the rows. Thread-safe.
 */
public final class SqlLedger implements Ledger, LedgerArchive {
  private static final String TAG =
      "INSERT INTO ledger_tag (tag, began, request_id, attempt, day) VALUES (?, ?, ?, ?, ?)"
          + " ON CONFLICT (tag, began, request_id, attempt) DO NOTHING";

  private static final String UNTAG =
      "DELETE FROM ledger_tag WHERE tag = ? AND began = ? AND request_id = ? AND attempt = ?";

  private final Database database;
  private final Shards shards;
  private final RequestLocks requests;
  private final DayPartitions partitions;
  private final SqlArchive archive;

  /**
   * A ledger that settles budgets of the same database, which is not closed here.
   *
   * @param instance a number of this process, from 0 to 99: processes of different numbers never
   *     wait for each other's sums
   */
  public SqlLedger(Database database, Clock clock, int instance) {
    this.database = database;
    this.shards = new Shards(instance, database.dialect());
    this.requests = new RequestLocks(database.dialect());
    this.partitions = new DayPartitions(database, "ledger", clock);
    this.archive = new SqlArchive(database, shards, partitions);
  }

  @Override
  public void open(LedgerEntry entry) {
    partitions.prepare();
    database.later(
        connection -> {
          if (Sql.update(connection, EntryRows.OPEN, EntryRows.values(entry)) > 0) {
            tag(connection, entry);
          }
          return null;
        });
  }

  @Override
  public void close(LedgerEntry entry, @Nullable String reservation) {
    partitions.prepare();
    int shard = shards.take();
    Lock request = requests.of(entry);
    request.lock();
    try {
      database.write(connection -> close(connection, entry, reservation, shard));
    } finally {
      request.unlock();
      shards.give(shard);
    }
  }

  /** Always in this order: row, sums, budgets; so no two of them ever wait for each other. */
  @Nullable Object close(
      Connection connection, LedgerEntry entry, @Nullable String reservation, int shard)
      throws SQLException {
    Optional<Boolean> counted =
        Sql.one(connection, EntryRows.CLOSE, row -> row.flag("counted"), EntryRows.closed(entry));
    if (counted.isPresent()) {
      tag(connection, entry);
      HourRows.add(connection, entry, counted.get(), shard);
      if (reservation != null) {
        Cost cost = entry.cost();
        SqlBudgets.settle(connection, reservation, cost == null ? null : (Long) cost.picoUsd());
      }
    }
    return null;
  }

  @Override
  public void drop(LedgerEntry entry, @Nullable String reservation) {
    database.later(
        connection -> {
          if (Sql.update(connection, EntryRows.DROP, EntryRows.key(entry)) > 0) {
            Sql.batch(connection, UNTAG, tags(entry, false));
          }
          if (reservation != null) {
            SqlBudgets.settle(connection, reservation, 0L);
          }
          return null;
        });
  }

  private static void tag(Connection connection, LedgerEntry entry) throws SQLException {
    Sql.batch(connection, TAG, tags(entry, true));
  }

  private static List<@Nullable Object[]> tags(LedgerEntry entry, boolean withDay) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (String tag : entry.tags()) {
      rows.add(
          withDay
              ? new @Nullable Object[] {
                tag, entry.at(), entry.requestId(), entry.attempt(), Rollups.day(entry)
              }
              : new @Nullable Object[] {tag, entry.at(), entry.requestId(), entry.attempt()});
    }
    return rows;
  }

  @Override
  public CostReport report(CostQuery query) {
    return archive.report(query);
  }

  @Override
  public EntryPage entries(CostQuery query, EntryOrder order, @Nullable String cursor, int limit) {
    return archive.entries(query, order, cursor, limit);
  }

  @Override
  public Step reprice(
      CostQuery query,
      Function<LedgerEntry, @Nullable Cost> price,
      @Nullable String cursor,
      int limit) {
    return archive.reprice(query, price, cursor, limit);
  }

  @Override
  public int purge(Instant before, int limit) {
    return archive.purge(before, limit);
  }
}
