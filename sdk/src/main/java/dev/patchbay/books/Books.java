package dev.patchbay.books;

import dev.patchbay.attempt.AttemptSpec;
import dev.patchbay.cost.Ledger;
import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.cost.LedgerState;
import dev.patchbay.event.RouteListener;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.route.Target;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a bill of every attempt. A ledger that fails costs no answer. Thread-safe. */
public final class Books implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Books.class);

  /** As long as the end of an answer may be held back for its usage. */
  private static final Duration COMMIT_WAIT = Duration.ofSeconds(5);

  private final Ledger ledger;
  private final Spending spending;
  private final Clock clock;
  private final Commits commits;

  /** Books in this ledger, which is not closed here, within what may be spent. */
  public Books(Ledger ledger, Spending spending, RouteListener listener, Clock clock) {
    this(ledger, spending, listener, clock, COMMIT_WAIT);
  }

  /**
   * @param wait how long an answer waits for its row at most
   */
  Books(Ledger ledger, Spending spending, RouteListener listener, Clock clock, Duration wait) {
    this.ledger = ledger;
    this.spending = spending;
    this.clock = clock;
    this.commits = new Commits(ledger, new Backlog(listener, clock), wait);
  }

  /** What may be spent. */
  public Spending spending() {
    return spending;
  }

  /**
   * Begins the bill of an attempt that is about to run. Waits for nothing.
   *
   * @param reservation what {@link Spending} reserved for it; null if nothing
   */
  public Bill begin(AttemptSpec spec, @Nullable String reservation) {
    LedgerEntry entry = entry(spec);
    try {
      ledger.open(entry);
    } catch (RuntimeException e) {
      LOG.warn("The ledger could not note the beginning of {}", entry.requestId(), e);
    }
    return new Bill(entry, reservation, ledger, spending, commits);
  }

  private LedgerEntry entry(AttemptSpec spec) {
    RouteQuery query = spec.query();
    Target target = spec.candidate().target();
    return new LedgerEntry(
        spec.requestId(),
        spec.number(),
        clock.instant(),
        query.tenant(),
        query.caller(),
        query.key(),
        query.tags(),
        spec.asked().options().conversation(),
        target.provider().id(),
        spec.candidate().account().alias(),
        query.shownModel(),
        target.model(),
        target.protocol().id(),
        null,
        false,
        null,
        Duration.ZERO,
        null,
        LedgerState.OPEN);
  }

  /** Whether the ledger takes what it is given. */
  public LedgerHealth health() {
    return commits.health();
  }

  /** Writes what waits, for a few seconds at most; the rest is logged as lost. Idempotent. */
  @Override
  public void close() {
    commits.close();
  }
}
