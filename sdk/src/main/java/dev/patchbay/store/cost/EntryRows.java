package dev.patchbay.store.cost;

import dev.patchbay.chat.Usage;
import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.cost.LedgerState;
import dev.patchbay.json.Json;
import dev.patchbay.price.Cost;
import dev.patchbay.store.database.Row;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries as rows of the table {@code ledger}, both ways. */
final class EntryRows {
  /** Where a row stands, in the order of its key. */
  static final String KEY = "request_id, attempt, day";

  private static final String FIXED =
      "began, tenant, key_id, caller, tags, conversation, provider, account, asked, served,"
          + " protocol";

  /** What the end of an attempt says. */
  private static final List<String> END =
      List.of(
          "state",
          "input",
          "cache_read",
          "cache_5m",
          "cache_1h",
          "cache_other",
          "output",
          "reasoning",
          "audio_in",
          "audio_out",
          "searches",
          "reported",
          "estimated",
          "cost",
          "price_source",
          "price_version",
          "latency",
          "first_token",
          "counted");

  private static final int COLUMNS = KEY.split(",").length + FIXED.split(",").length + END.size();

  private static final String INSERT =
      "INSERT INTO ledger (%s, %s, %s) VALUES (%s, "
          .formatted(
              KEY,
              FIXED,
              String.join(", ", END),
              String.join(", ", Collections.nCopies(COLUMNS - 1, "?")));

  /** An attempt begins; if it has ended already, nothing. */
  static final String OPEN = INSERT + "FALSE) ON CONFLICT (" + KEY + ") DO NOTHING";

  /**
   * An attempt ends, begun or not; if it has ended already, nothing. Says whether its request is
   * counted with it, which looks at the days around: no request lasts longer.
   */
  static final String CLOSE =
      INSERT
          + "NOT EXISTS (SELECT 1 FROM ledger other WHERE other.request_id = ?"
          + " AND other.day >= ? AND other.day <= ? AND other.state <> 'OPEN'))"
          + " ON CONFLICT ("
          + KEY
          + ") DO UPDATE SET "
          + String.join(", ", END.stream().map(name -> name + " = excluded." + name).toList())
          + " WHERE ledger.state = 'OPEN' RETURNING counted";

  static final String DROP =
      "DELETE FROM ledger WHERE request_id = ? AND attempt = ? AND day = ? AND state = 'OPEN'";

  /** A known cost is never negative, so -1 stands for an unknown one. */
  static final String REPRICE =
      "UPDATE ledger SET cost = ?, price_source = ?, price_version = ?"
          + " WHERE request_id = ? AND attempt = ? AND day = ? AND COALESCE(cost, -1) = ?"
          + " AND price_source = ? AND price_version = ?";

  private EntryRows() {}

  static @Nullable Object[] key(LedgerEntry entry) {
    return new @Nullable Object[] {entry.requestId(), entry.attempt(), Rollups.day(entry)};
  }

  /** The arguments of {@link #CLOSE}. */
  static @Nullable Object[] closed(LedgerEntry entry) {
    @Nullable Object[] values = Arrays.copyOf(values(entry), COLUMNS - 1 + 3);
    values[COLUMNS - 1] = entry.requestId();
    values[COLUMNS] = Rollups.day(entry) - 1;
    values[COLUMNS + 1] = Rollups.day(entry) + 1;
    return values;
  }

  /** The arguments of {@link #OPEN}. */
  static @Nullable Object[] values(LedgerEntry entry) {
    Usage usage = entry.usage();
    Cost cost = entry.cost();
    return new @Nullable Object[] {
      entry.requestId(),
      entry.attempt(),
      Rollups.day(entry),
      entry.at(),
      entry.tenant(),
      orEmpty(entry.key()),
      orEmpty(entry.caller()),
      tags(entry.tags()),
      orEmpty(entry.conversation()),
      entry.provider(),
      entry.account(),
      entry.askedModel(),
      entry.servedModel(),
      entry.protocol(),
      entry.state(),
      usage == null ? null : usage.inputTotal(),
      usage == null ? null : usage.cacheRead(),
      usage == null ? null : usage.cacheWrite5m(),
      usage == null ? null : usage.cacheWrite1h(),
      usage == null ? null : usage.cacheWriteOther(),
      usage == null ? null : usage.outputTotal(),
      usage == null ? null : usage.reasoning(),
      usage == null ? null : usage.audioInput(),
      usage == null ? null : usage.audioOutput(),
      usage == null ? null : usage.webSearches(),
      usage == null || usage.reportedCostUsd() == null ? null : usage.reportedCostUsd().toString(),
      entry.estimated(),
      cost == null ? null : cost.picoUsd(),
      cost == null ? "" : cost.source(),
      cost == null ? "" : cost.version(),
      micros(entry.latency()),
      entry.timeToFirstToken() == null ? null : micros(entry.timeToFirstToken())
    };
  }

  /** The arguments of {@link #REPRICE}. */
  static @Nullable Object[] repriced(LedgerEntry entry, Cost other) {
    Cost cost = entry.cost();
    return new @Nullable Object[] {
      other.picoUsd(),
      other.source(),
      other.version(),
      entry.requestId(),
      entry.attempt(),
      Rollups.day(entry),
      cost == null ? -1L : cost.picoUsd(),
      cost == null ? "" : cost.source(),
      cost == null ? "" : cost.version()
    };
  }

  static LedgerEntry read(Row row) throws SQLException {
    return new LedgerEntry(
        row.text("request_id"),
        row.integer("attempt"),
        row.instant("began"),
        row.text("tenant"),
        row.text("caller"),
        row.text("key_id"),
        tags(row.text("tags")),
        row.text("conversation"),
        row.text("provider"),
        row.text("account"),
        row.text("asked"),
        row.text("served"),
        row.text("protocol"),
        usage(row),
        row.flag("estimated"),
        cost(row),
        Duration.of(row.number("latency"), ChronoUnit.MICROS),
        duration(row.numberOrNull("first_token")),
        LedgerState.valueOf(row.text("state")));
  }

  /** The entry makes nothing of one in which nothing is said. */
  private static Usage usage(Row row) throws SQLException {
    String reported = row.textOrNull("reported");
    return new Usage(
        row.numberOrNull("input"),
        row.numberOrNull("cache_read"),
        row.numberOrNull("cache_5m"),
        row.numberOrNull("cache_1h"),
        row.numberOrNull("cache_other"),
        row.numberOrNull("output"),
        row.numberOrNull("reasoning"),
        row.numberOrNull("audio_in"),
        row.numberOrNull("audio_out"),
        row.numberOrNull("searches"),
        reported == null ? null : new BigDecimal(reported));
  }

  private static @Nullable Cost cost(Row row) throws SQLException {
    Long pico = row.numberOrNull("cost");
    return pico == null
        ? null
        : new Cost(pico, row.text("price_source"), row.text("price_version"));
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1000;
  }

  private static @Nullable Duration duration(@Nullable Long micros) {
    return micros == null ? null : Duration.of(micros, ChronoUnit.MICROS);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String tags(List<String> tags) {
    return tags.isEmpty()
        ? ""
        : Json.write(
            writer -> {
              writer.beginArray();
              for (String tag : tags) {
                writer.value(tag);
              }
              writer.endArray();
            });
  }

  static List<String> tags(String text) {
    return text.isEmpty()
        ? List.of()
        : Json.read(
            text,
            reader -> {
              List<String> tags = new ArrayList<>();
              reader.beginArray();
              while (reader.hasNext()) {
                tags.add(reader.nextString());
              }
              reader.endArray();
              return tags;
            });
  }
}
