package dev.patchbay.store.cost;

import dev.patchbay.cost.Ledger;
import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.cost.LedgerState;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The ledger for the lifetime of this object. It keeps a number of entries; beyond it the oldest
 * are folded into the sums of their hours, so that no sum is lost. Thread-safe.
 */
public final class MemoryLedger implements Ledger, LedgerArchive {
  /** Entries kept: some hundred megabytes at most, most often a fifth of that. */
  public static final int CAPACITY = 100_000;

  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();

  // guarded by lock
  private final NavigableMap<EntryCursor, Kept> entries = new TreeMap<>(EntryCursor.OLDEST_FIRST);
  private final Set<String> counted = Collections.newSetFromMap(latest());
  private final Map<Cell, Folded> folded = new HashMap<>();

  /**
   * An entry.
   *
   * @param counts whether its request is counted with it
   */
  private record Kept(LedgerEntry entry, boolean counts) {
    boolean open() {
      return entry.state() == LedgerState.OPEN;
    }
  }

  /** Of what is folded together: the hour, and the values in which it is alike. */
  private record Cell(long hour, List<String> values) {}

  /** What was folded: an entry that stands for all, and the sums. */
  private record Folded(LedgerEntry sample, CostSums sums) {
    Folded plus(Folded other) {
      return new Folded(sample, sums.plus(other.sums));
    }
  }

  /** Of as many requests as there are entries: attempts of one end soon after each other. */
  private Map<String, Boolean> latest() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
        return size() > capacity;
      }
    };
  }

  /** A ledger of {@link #CAPACITY} entries. */
  public MemoryLedger() {
    this(CAPACITY);
  }

  /** A ledger of so many entries. */
  public MemoryLedger(int capacity) {
    this.capacity = capacity;
  }

  @Override
  public void open(LedgerEntry entry) {
    Kept kept = new Kept(entry, false);
    locked(() -> entries.putIfAbsent(EntryCursor.after(entry), kept));
    trim();
  }

  @Override
  public void close(LedgerEntry entry, @Nullable String reservation) {
    locked(
        () ->
            entries.compute(
                EntryCursor.after(entry),
                (key, kept) ->
                    kept == null || kept.open()
                        ? new Kept(entry, counted.add(entry.requestId()))
                        : kept));
    trim();
  }

  @Override
  public void drop(LedgerEntry entry, @Nullable String reservation) {
    locked(
        () ->
            entries.computeIfPresent(
                EntryCursor.after(entry), (key, kept) -> kept.open() ? null : kept));
  }

  @Override
  public boolean waits() {
    return false;
  }

  /** The entries it keeps, the oldest first. */
  public List<LedgerEntry> rows() {
    return locked(() -> entries.values().stream().map(Kept::entry).toList());
  }

  @Override
  public CostReport report(CostQuery query) {
    CostTally tally = new CostTally(query);
    Rollups.Span span = Rollups.Span.of(query);
    return locked(
        () -> {
          between(query).values().stream()
              .filter(kept -> query.matches(kept.entry()))
              .forEach(kept -> tally.add(kept.entry(), kept.counts()));
          if (Rollups.answer(query)) {
            folded.forEach((cell, kept) -> add(tally, query, span, cell, kept));
          }
          return tally.report();
        });
  }

  private static void add(
      CostTally tally, CostQuery query, Rollups.Span span, Cell cell, Folded kept) {
    boolean whole = cell.hour() >= span.firstHour() && cell.hour() < span.endHour();
    if (whole && query.between(null, null).matches(kept.sample())) {
      List<List<String>> values = new ArrayList<>();
      for (CostDimension dimension : query.groups()) {
        values.add(dimension.of(kept.sample()));
      }
      tally.add(values, kept.sums());
    }
  }

  @Override
  public EntryPage entries(CostQuery query, EntryOrder order, @Nullable String cursor, int limit) {
    int most = LedgerArchive.checked(limit);
    EntryCursor after = cursor == null ? null : EntryCursor.parse(cursor);
    return locked(() -> EntryPage.of(read(query, order, after, most + 1), most));
  }

  private List<LedgerEntry> read(
      CostQuery query, EntryOrder order, @Nullable EntryCursor after, int limit) {
    NavigableMap<EntryCursor, Kept> found = between(query);
    if (order == EntryOrder.NEWEST_FIRST) {
      found = found.descendingMap();
    }
    return found.entrySet().stream()
        .filter(entry -> after == null || order.compare(entry.getKey(), after) > 0)
        .map(entry -> entry.getValue().entry())
        .filter(query::matches)
        .limit(limit)
        .toList();
  }

  /** The entries of a time; an attempt's number is at least 1, so none is cut off. */
  private NavigableMap<EntryCursor, Kept> between(CostQuery query) {
    Rollups.Span span = Rollups.Span.of(query);
    return entries.subMap(
        new EntryCursor(Instant.ofEpochMilli(span.from()), "", 0),
        true,
        new EntryCursor(Instant.ofEpochMilli(Math.max(span.from(), span.to())), "", 0),
        false);
  }

  @Override
  public Step reprice(
      CostQuery query,
      Function<LedgerEntry, @Nullable Cost> price,
      @Nullable String cursor,
      int limit) {
    EntryPage page = entries(query, EntryOrder.OLDEST_FIRST, cursor, limit);
    int changed = 0;
    for (LedgerEntry entry : page.entries()) {
      Cost cost = Repricing.cost(entry, price);
      if (cost != null) {
        changed += locked(() -> replace(entry, entry.withCost(cost))) ? 1 : 0;
      }
    }
    return new Step(changed, page.next());
  }

  private boolean replace(LedgerEntry entry, LedgerEntry other) {
    EntryCursor key = EntryCursor.after(entry);
    Kept kept = entries.get(key);
    if (kept == null || !kept.entry().equals(entry)) {
      return false;
    }
    entries.put(key, new Kept(other, kept.counts()));
    return true;
  }

  @Override
  public int purge(Instant before, int limit) {
    int most = LedgerArchive.checked(limit);
    return locked(
        () -> {
          int gone = 0;
          Iterator<Kept> oldest = entries.values().iterator();
          while (gone < most && oldest.hasNext()) {
            Kept kept = oldest.next();
            if (!kept.entry().at().isBefore(before)) {
              break;
            }
            fold(kept);
            oldest.remove();
            gone++;
          }
          return gone;
        });
  }

  /** Folds what is too much; entries that are open stay. */
  private void trim() {
    locked(
        () -> {
          Iterator<Kept> oldest = entries.values().iterator();
          while (entries.size() > capacity && oldest.hasNext()) {
            Kept kept = oldest.next();
            if (!kept.open()) {
              fold(kept);
              oldest.remove();
            }
          }
          return null;
        });
  }

  private void fold(Kept kept) {
    if (!kept.open()) {
      LedgerEntry entry = kept.entry();
      folded.merge(
          new Cell(Rollups.hour(entry), Rollups.cell(entry)),
          new Folded(entry, CostSums.of(entry, kept.counts())),
          Folded::plus);
    }
  }

  private <T extends @Nullable Object> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
