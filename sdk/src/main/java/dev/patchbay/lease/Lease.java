package dev.patchbay.lease;

import dev.patchbay.failure.Failure;
import dev.patchbay.route.Candidate;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to try one account once. Closed in exactly one of three ways; a second closing changes
 * nothing and is logged, because a slip in bookkeeping must not break an answer that was paid for.
 * A lease that was dropped without a closing is taken back and logged. Thread-safe.
 */
public final class Lease {
  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

  private final Leases leases;
  private final Grant grant;

  Lease(Leases leases, Grant grant) {
    this.leases = leases;
    this.grant = grant;
  }

  /** Who may be tried. */
  public Candidate candidate() {
    return grant.candidate();
  }

  /** When it was given. */
  public Instant startedAt() {
    return grant.startedAt();
  }

  /** True if this attempt is the one that looks whether the account is back. */
  public boolean probe() {
    return grant.probe();
  }

  /**
   * It served.
   *
   * @param timeToFirstToken from the start of the attempt; null if nobody could tell, as for an
   *     answer that came as a whole
   */
  public void succeeded(@Nullable Duration timeToFirstToken) {
    if (closing("succeeded")) {
      leases.succeeded(grant, timeToFirstToken);
    }
  }

  /** It ended without saying anything about the account: cancelled, or never sent. */
  public void ignored() {
    if (closing("ignored")) {
      leases.ignored(grant);
    }
  }

  /** It failed; the failure's effect is written to this lease's account, whatever others did. */
  public void dropped(Failure failure) {
    if (closing("dropped")) {
      leases.dropped(grant, failure);
    }
  }

  private boolean closing(String way) {
    boolean first = grant.close();
    if (!first) {
      LOG.warn("A lease of {} was closed again ({})", grant.candidate().label(), way);
    }
    return first;
  }
}
