package dev.patchbay;

import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.cost.report.CostDimension;
import dev.patchbay.cost.report.CostExport;
import dev.patchbay.cost.report.CostFormat;
import dev.patchbay.cost.report.CostQuery;
import dev.patchbay.cost.report.CostReport;
import dev.patchbay.cost.report.EntryOrder;
import dev.patchbay.cost.report.EntryPage;
import dev.patchbay.cost.report.LedgerArchive;
import dev.patchbay.price.Cost;
import dev.patchbay.price.Pricing;
import dev.patchbay.provider.ProviderTable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What requests cost: the ledger of a router, asked. All times are UTC. Thread-safe. Everything
 * here may wait for the store and throws a {@link dev.patchbay.failure.StoreException} if it fails.
 */
public final class Costs {
  private static final int STEP = 500;

  private final Engine engine;
  private final LedgerArchive archive;

  Costs(Engine engine) {
    this.engine = engine;
    LedgerArchive asked = engine.archive();
    if (asked == null) {
      throw new IllegalStateException("The ledger of this router only writes: it is no archive");
    }
    this.archive = asked;
  }

  /** What the attempts asked for cost, in sum and by what the query groups by. */
  public CostReport report(CostQuery query) {
    return archive.report(query);
  }

  /** What has been spent since midnight, by provider and model. */
  public CostReport today() {
    return since(now().truncatedTo(ChronoUnit.DAYS).toInstant());
  }

  /** What has been spent since the first of the month, by provider and model. */
  public CostReport thisMonth() {
    return since(now().truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).toInstant());
  }

  /** What has been spent in the time that ends now, by provider and model. */
  public CostReport last(Duration time) {
    return since(engine.clock().instant().minus(time));
  }

  private ZonedDateTime now() {
    return engine.clock().instant().atZone(ZoneOffset.UTC);
  }

  private CostReport since(Instant begin) {
    return report(
        CostQuery.builder()
            .from(begin)
            .groupBy(CostDimension.PROVIDER, CostDimension.MODEL)
            .build());
  }

  /**
   * The attempts themselves, the newest first.
   *
   * @param cursor the page before said it; null for the first page
   * @param limit how many at most, from 1 to {@link LedgerArchive#MOST_ENTRIES}
   * @throws IllegalArgumentException if the cursor is none, or the limit out of range
   */
  public EntryPage entries(CostQuery query, @Nullable String cursor, int limit) {
    return archive.entries(query, EntryOrder.NEWEST_FIRST, cursor, limit);
  }

  /**
   * Writes the attempts for other programs, the oldest first, in UTF-8; a few at a time, however
   * many there are.
   *
   * @param out is flushed, and stays open
   */
  public void export(CostQuery query, CostFormat format, OutputStream out) throws IOException {
    CostExport.write(archive, query, format, out);
  }

  /**
   * Prices the attempts of a time again, by the prices that are configured now for the time of each
   * attempt. What the provider itself reported stays, as does what has no price now. Budgets don't
   * change by it. It works in steps, each of them whole: after a failure, do it again.
   *
   * @param from attempts that began at this time or later
   * @param to attempts that began before this time
   * @return how many changed
   */
  public long reprice(Instant from, Instant to) {
    CostQuery period = CostQuery.ALL.between(from, to);
    long changed = 0;
    String cursor = null;
    do {
      LedgerArchive.Step step = archive.reprice(period, this::price, cursor, STEP);
      changed += step.changed();
      cursor = step.next();
    } while (cursor != null);
    return changed;
  }

  private @Nullable Cost price(LedgerEntry entry) {
    ProviderTable providers = engine.active().tables().providers();
    return providers
        .known(entry.provider())
        .map(provider -> providers.card(provider, entry.servedModel(), entry.at()).price())
        .map(price -> entry.usage() == null ? null : Pricing.cost(entry.usage(), price))
        .orElse(null);
  }
}
