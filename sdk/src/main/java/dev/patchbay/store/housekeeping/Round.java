package dev.patchbay.store.housekeeping;

import dev.patchbay.account.SharedLease;
import dev.patchbay.account.SharedLeases;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All chores once, by one of all instances at a time. One thread. */
final class Round {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeper.class);
  private static final String NAME = "housekeeping";

  /** Far longer than a step; who dies while it cleans is followed after this. */
  private static final Duration LEASE = Duration.ofMinutes(5);

  /** Few enough that a commit of theirs takes milliseconds. */
  static final int STEP = 1000;

  /** Long enough that requests get through in between, also where deleting is slow. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final List<Chore> chores;
  private final SharedLeases leases;
  private final Pause pause;
  private @Nullable SharedLease lease;

  /** Waits between steps. */
  @FunctionalInterface
  interface Pause {
    /** Waits that long; false if the housekeeper is to end. */
    boolean pause(Duration length);
  }

  Round(List<Chore> chores, SharedLeases leases, Pause pause) {
    this.chores = chores;
    this.leases = leases;
    this.pause = pause;
  }

  /** Does them, unless another instance is about it. */
  void run() {
    try {
      lease = leases.tryAcquire(NAME, LEASE).orElse(null);
      for (Chore chore : chores) {
        if (!goesOn(chore)) {
          return;
        }
      }
    } catch (RuntimeException e) {
      LOG.warn("Housekeeping did not get its lease; it is tried again later", e);
    } finally {
      release();
    }
  }

  /** False if the round has to end. What fails is tried again in the next round. */
  private boolean goesOn(Chore chore) {
    try {
      int done = STEP;
      while (done >= STEP) {
        if (!renewed()) {
          return false;
        }
        done = chore.step().run(STEP);
        if (!pause.pause(PAUSE)) {
          return false;
        }
      }
    } catch (RuntimeException e) {
      LOG.warn("The chore '{}' failed; it is tried again later", chore.name(), e);
    }
    return true;
  }

  private boolean renewed() {
    SharedLease held = lease;
    if (held == null) {
      return false;
    }
    Optional<SharedLease> longer = leases.renew(held, LEASE);
    lease = longer.orElse(null);
    return longer.isPresent();
  }

  private void release() {
    SharedLease held = lease;
    lease = null;
    try {
      if (held != null) {
        leases.release(held);
      }
    } catch (RuntimeException e) {
      LOG.debug("The lease of housekeeping ends by itself", e);
    }
  }
}
