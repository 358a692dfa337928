package dev.patchbay.dispatch;

import dev.patchbay.attempt.EventSink;
import dev.patchbay.attempt.Outcome;
import dev.patchbay.chat.ChatEvent;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.route.Candidate;
import dev.patchbay.transport.CallScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Hedging: when a candidate shows nothing for a while the next one starts too; the first to show
 * visible output wins, the others are cancelled, and all are accounted. Attempts run on workers;
 * the winner's events come to the caller's thread through a bounded queue. Used once.
 */
final class Race {
  private static final int QUEUE = 256;

  private final Run run;
  private final Candidate first;
  private final int tries;
  private final Attempt attempt;
  private final Executor workers;
  private final BlockingQueue<Mail> mail = new ArrayBlockingQueue<>(QUEUE);
  private final AtomicReference<@Nullable Lane> winner = new AtomicReference<>();
  private final List<Lane> lanes = new CopyOnWriteArrayList<>();
  private final List<Lap> laps = new ArrayList<>();
  private volatile boolean abandoned;
  private int running;

  /** Runs one attempt; empty if the account has no place. */
  @FunctionalInterface
  interface Attempt {
    Optional<Outcome> run(Run run, Candidate candidate, int tries, EventSink sink, CallScope scope);
  }

  /** An event of the winner, or the end of a lane. */
  private record Mail(
      Lane lane, @Nullable ChatEvent event, @Nullable Lap lap, @Nullable Throwable fault) {}

  Race(Run run, Candidate first, int tries, Attempt attempt, Executor workers) {
    this.run = run;
    this.first = first;
    this.tries = tries;
    this.attempt = attempt;
    this.workers = workers;
  }

  /** Runs the race on this thread; the laps in the order of their ends, the served one last. */
  List<Lap> run() {
    start(first, tries);
    boolean fielded = false;
    try {
      while (running > 0) {
        Mail next = receive();
        if (next == null) {
          startNext();
        } else {
          handle(next);
        }
      }
      fielded = true;
      return laps;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("Interrupted while waiting for an answer");
    } finally {
      if (!fielded) {
        abandoned = true;
        lanes.forEach(lane -> lane.scope.cancel(FailureKind.CANCELLED));
      }
    }
  }

  private @Nullable Mail receive() throws InterruptedException {
    boolean open =
        winner.get() == null
            && lanes.size() < run.dispatch.rules().hedgeMax()
            && !run.course.left().isEmpty();
    return open
        ? mail.poll(run.dispatch.rules().hedgeAfter().toNanos(), TimeUnit.NANOSECONDS)
        : mail.take();
  }

  private void startNext() {
    run.course
        .next()
        .ifPresent(
            candidate -> {
              run.journal.note("hedged with " + candidate.label());
              start(candidate, 1);
            });
  }

  private void start(Candidate candidate, int laneTries) {
    Lane lane = new Lane(candidate, laneTries);
    lanes.add(lane);
    running++;
    workers.execute(lane);
  }

  private void handle(Mail next) {
    if (next.event() != null) {
      next.lane().deliver(next.event());
      return;
    }
    running--;
    if (next.fault() instanceof RuntimeException fault) {
      throw fault;
    }
    if (next.fault() instanceof Error fault) {
      throw fault;
    }
    if (next.lap() != null) {
      laps.add(next.lap());
      boolean won = next.lap().outcome().served() && winner.compareAndSet(null, next.lane());
      if (won) {
        cancelOthers(next.lane());
      }
      laps.sort((one, other) -> Boolean.compare(one.outcome().served(), other.outcome().served()));
    }
  }

  private void cancelOthers(Lane winning) {
    for (Lane lane : lanes) {
      if (lane != winning) {
        lane.scope.cancel(FailureKind.CANCELLED);
      }
    }
  }

  /** One attempt of the race. Runs on a worker; delivers on the caller's thread. */
  private final class Lane implements Runnable, EventSink {
    private final Candidate candidate;
    private final int laneTries;
    private final CallScope scope = run.scope.child();
    private final List<ChatEvent> held = new ArrayList<>();
    private boolean ahead;
    private @Nullable EventSink sink;

    Lane(Candidate candidate, int laneTries) {
      this.candidate = candidate;
      this.laneTries = laneTries;
    }

    @Override
    public void run() {
      Mail end;
      try {
        Optional<Outcome> outcome = attempt.run(Race.this.run, candidate, laneTries, this, scope);
        end = new Mail(this, null, outcome.map(o -> new Lap(candidate, o)).orElse(null), null);
      } catch (Throwable fault) {
        end = new Mail(this, null, null, fault);
      }
      send(end);
    }

    @Override
    public boolean event(ChatEvent event) {
      if (!Race.this.run.delivery.live()) {
        return true;
      }
      if (ahead) {
        return send(new Mail(this, event, null, null));
      }
      held.add(event);
      if (!event.visible() && !(event instanceof ChatEvent.Finish)) {
        return true;
      }
      if (!winner.compareAndSet(null, this)) {
        return false;
      }
      ahead = true;
      cancelOthers(this);
      return held.stream().allMatch(waiting -> send(new Mail(this, waiting, null, null)));
    }

    private boolean send(Mail item) {
      try {
        while (!abandoned) {
          if (mail.offer(item, 100, TimeUnit.MILLISECONDS)) {
            return true;
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return false;
    }

    void deliver(ChatEvent event) {
      EventSink open = sink;
      if (open == null) {
        open = Race.this.run.delivery.open(candidate);
        sink = open;
      }
      open.event(event);
    }
  }
}
