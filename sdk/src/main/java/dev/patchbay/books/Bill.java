package dev.patchbay.books;

import dev.patchbay.attempt.Outcome;
import dev.patchbay.cost.Consumption;
import dev.patchbay.cost.Ledger;
import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.cost.LedgerState;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.failure.Verdict;
import dev.patchbay.trace.AttemptRecord;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is written down of one attempt. Closed once; closing it again changes nothing. */
public final class Bill implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Bill.class);

  private final AtomicBoolean closed = new AtomicBoolean();
  private final LedgerEntry open;
  private final Ledger ledger;
  private final Spending spending;
  private final Commits commits;
  private final @Nullable String reservation;

  Bill(
      LedgerEntry open,
      @Nullable String reservation,
      Ledger ledger,
      Spending spending,
      Commits commits) {
    this.open = open;
    this.reservation = reservation;
    this.ledger = ledger;
    this.spending = spending;
    this.commits = commits;
  }

  /**
   * The attempt has ended. What it consumed is durable when this returns, or waits to be written if
   * the ledger fails; of an attempt that consumed nothing no row stays. Throws nothing.
   */
  public void close(Outcome outcome) {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    Consumption consumed = outcome.consumed();
    if (consumed == null) {
      drop();
      return;
    }
    AttemptRecord record = outcome.record();
    LedgerEntry end =
        open.closed(
            state(record.failure()),
            consumed.usage(),
            consumed.estimated(),
            consumed.cost(),
            record.duration(),
            record.timeToFirstToken());
    commit(end);
  }

  private void commit(LedgerEntry end) {
    commits.commit(new Closing(end, reservation));
    if (reservation != null) {
      spending.changed();
    }
  }

  private static LedgerState state(@Nullable Failure failure) {
    if (failure == null) {
      return LedgerState.COMPLETE;
    }
    if (failure.kind().verdict() == Verdict.STOP) {
      return LedgerState.CANCELLED;
    }
    boolean broke =
        failure.phase() == FailurePhase.DURING_OUTPUT || failure.kind() == FailureKind.CUT;
    return broke ? LedgerState.CUT : LedgerState.ERROR;
  }

  /** The next attempt may need what this one had reserved: that goes back at once. */
  private void drop() {
    if (reservation != null) {
      spending.release(reservation);
    }
    try {
      ledger.drop(open, null);
    } catch (RuntimeException e) {
      LOG.warn("The ledger keeps an open row of {}, which consumed nothing", open.requestId(), e);
    }
  }

  /** The attempt ended in an unforeseen way: unless it was closed, what it cost is unknown. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      LedgerEntry end = open.closed(LedgerState.ERROR, null, false, null, Duration.ZERO, null);
      commit(end);
    }
  }
}
