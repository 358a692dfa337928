package dev.patchbay.store.cost;

import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.cost.report.CostSums;
import dev.patchbay.store.database.Sql;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/** The sums of hours, the table {@code ledger_hour}: changed with every entry that closes. */
final class HourRows {
  /** Costs are kept in two parts, so that sums of a billion rows fit. */
  static final long PART = 1_000_000_000;

  private static final List<String> SUMS =
      List.of(
          "requests",
          "attempts",
          "input",
          "output",
          "cache_read",
          "cache_write",
          "reasoning",
          "audio",
          "cost_high",
          "cost_low",
          "unknown",
          "estimated");

  private static final String NAMES =
      "hour, cell, shard, tenant, key_id, caller, provider, account, asked, served, protocol,"
          + " state, "
          + String.join(", ", SUMS);

  private static final String ADD =
      "INSERT INTO ledger_hour (%s) VALUES (%s) ON CONFLICT (hour, cell, shard) DO UPDATE SET %s"
          .formatted(
              NAMES,
              String.join(", ", Collections.nCopies(NAMES.split(",").length, "?")),
              String.join(
                  ", ",
                  SUMS.stream()
                      .map(name -> name + " = ledger_hour." + name + " + excluded." + name)
                      .toList()));

  /** Half of a SHA-256: no two cells of a ledger are ever alike by chance. */
  private static final int CELL_BYTES = 16;

  private HourRows() {}

  /** Adds the entry to its hour. */
  static void add(Connection connection, LedgerEntry entry, boolean counted, int shard)
      throws SQLException {
    CostSums sums = CostSums.of(entry, counted);
    long pico = sums.picoUsd().longValueExact();
    add(connection, entry, shard, sums, pico / PART, pico % PART);
  }

  /** Changes the cost of an entry in its hour. */
  static void change(Connection connection, LedgerEntry old, LedgerEntry changed, int shard)
      throws SQLException {
    CostSums before = CostSums.of(old, false);
    CostSums after = CostSums.of(changed, false);
    long was = before.picoUsd().longValueExact();
    long is = after.picoUsd().longValueExact();
    long unknown = after.unknown() - before.unknown();
    CostSums delta = new CostSums(0, 0, 0, 0, 0, 0, 0, 0, BigInteger.ZERO, unknown, 0, 0);
    add(connection, changed, shard, delta, is / PART - was / PART, is % PART - was % PART);
  }

  private static void add(
      Connection connection, LedgerEntry entry, int shard, CostSums sums, long high, long low)
      throws SQLException {
    List<String> cell = Rollups.cell(entry);
    List<Object> values = new ArrayList<>();
    values.add(Rollups.hour(entry));
    values.add(hash(cell));
    values.add(shard);
    values.addAll(cell);
    values.add(sums.requests());
    values.add(sums.attempts());
    values.add(sums.input());
    values.add(sums.output());
    values.add(sums.cacheRead());
    values.add(sums.cacheWrite());
    values.add(sums.reasoning());
    values.add(sums.audio());
    values.add(high);
    values.add(low);
    values.add(sums.unknown());
    values.add(sums.estimated());
    Sql.update(connection, ADD, values.toArray());
  }

  private static String hash(List<String> cell) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String value : cell) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, CELL_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
