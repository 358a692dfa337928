package dev.patchbay.dispatch;

import dev.patchbay.attempt.Output;
import dev.patchbay.attempt.OutputSink;
import dev.patchbay.delivery.Held;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.route.Candidate;
import dev.patchbay.stream.Workers;
import dev.patchbay.transport.CallScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Hedging: when a candidate shows nothing for a while the next one starts too; the first to show
 * visible output wins, the others are cancelled, and all are accounted. Only attempts run on
 * workers: everything is decided, and the winner's output is handed on, by the thread of the
 * request, which workers reach through a bounded queue. Used once.
 */
final class Race {
  private static final int QUEUE = 256;

  /** An answer does not wait longer for losers to notice that they were cancelled. */
  private static final long LAST_LAPS_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Run run;
  private final Tries tries;
  private final Workers workers;
  private final BlockingQueue<Mail> mail = new ArrayBlockingQueue<>(QUEUE);
  private final AtomicReference<@Nullable Lane> winner = new AtomicReference<>();
  private final List<Lane> lanes = new CopyOnWriteArrayList<>();
  private final List<Lap> laps = new ArrayList<>();
  private volatile boolean left;
  private @Nullable Lap ahead;
  private @Nullable Throwable fault;
  private boolean decided;
  private boolean exhausted;
  private boolean interrupted;
  private long hedgeAtNanos;
  private int running;

  /** To the thread of the request: output of the winner, or the end of a lane. */
  private record Mail(
      Lane lane, @Nullable Output output, @Nullable Lap lap, @Nullable Throwable fault) {}

  Race(Run run, Tries tries, Workers workers) {
    this.run = run;
    this.tries = tries;
    this.workers = workers;
  }

  /**
   * Runs the race on this thread.
   *
   * @return the laps that say something about their candidates, in the order of their ends, that of
   *     whoever was ahead last; empty if no account had a place
   */
  List<Lap> run(Candidate first, int count) {
    start(first, count);
    while (running > 0 && !left) {
      Mail next = receive();
      if (next != null) {
        handle(next);
      } else if (decided) {
        left = true;
      } else {
        hedge();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (fault instanceof RuntimeException thrown) {
      throw thrown;
    }
    if (fault instanceof Error thrown) {
      throw thrown;
    }
    if (ahead != null) {
      laps.add(ahead);
    }
    return laps;
  }

  private @Nullable Mail receive() {
    try {
      if (decided) {
        return mail.poll(LAST_LAPS_NANOS, TimeUnit.NANOSECONDS);
      }
      return mayHedge()
          ? mail.poll(hedgeAtNanos - System.nanoTime(), TimeUnit.NANOSECONDS)
          : mail.take();
    } catch (InterruptedException e) {
      interrupted = true;
      run.scope.cancel(FailureKind.CANCELLED);
      decided = true;
      return receive();
    }
  }

  private boolean mayHedge() {
    return winner.get() == null
        && !exhausted
        && run.scope.reason() == null
        && running < run.dispatch.rules().hedgeMax()
        && !run.course.left().isEmpty();
  }

  private void hedge() {
    if (!mayHedge()) {
      return;
    }
    Optional<Candidate> next = run.course.next();
    exhausted = next.isEmpty();
    if (next.isPresent() && start(next.get(), 1)) {
      run.journal.note("hedged with " + next.get().label());
    }
  }

  /** False if the account has no place. */
  private boolean start(Candidate candidate, int count) {
    Optional<Tries.Ready> attempt = tries.ready(run, candidate, count);
    if (attempt.isEmpty()) {
      return false;
    }
    Lane lane = new Lane(candidate, attempt.get());
    lanes.add(lane);
    if (winner.get() != null) {
      // Somebody won after this thread had looked: who won has not seen this lane.
      lane.lose();
    }
    running++;
    hedgeAtNanos = System.nanoTime() + run.dispatch.rules().hedgeAfter().toNanos();
    workers.execute(lane);
    return true;
  }

  private void handle(Mail next) {
    if (next.output() != null) {
      if (!next.lane().deliver(next.output())) {
        decided = true;
        lanes.forEach(Lane::lose);
      }
      return;
    }
    running--;
    if (next.fault() != null) {
      fault = next.fault();
      decided = true;
      lanes.forEach(Lane::lose);
    }
    if (next.lap() != null) {
      ended(next.lane(), next.lap());
    }
  }

  private void ended(Lane lane, Lap lap) {
    if (lane == winner.get()) {
      ahead = lap;
      decided = true;
    } else if (!lane.lost) {
      laps.add(lap);
    }
  }

  /** One attempt of the race. Runs on a worker; is delivered by the thread of the request. */
  private final class Lane implements Runnable, OutputSink {
    private final Candidate candidate;
    private final Tries.Ready attempt;
    private final CallScope scope = run.scope.child();
    private final Held held = new Held();
    private @Nullable OutputSink sink;
    private volatile boolean lost;

    Lane(Candidate candidate, Tries.Ready attempt) {
      this.candidate = candidate;
      this.attempt = attempt;
    }

    @Override
    public void run() {
      Mail end;
      try {
        end = new Mail(this, null, attempt.run(this, scope), null);
      } catch (Throwable fault) {
        end = new Mail(this, null, null, fault);
      }
      var unused = send(end);
    }

    void lose() {
      lost = true;
      scope.cancel(FailureKind.CANCELLED);
    }

    /** An answer that comes as a whole is visible when it is there. */
    @Override
    public boolean output(Output output) {
      Lane leader = winner.get();
      if (leader != null) {
        return leader == this && tell(output);
      }
      return !held.add(output) || win();
    }

    /** Whose answer is whole wins, even if all that is visible of it comes last. */
    @Override
    public boolean claim() {
      return winner.get() == this || win();
    }

    private boolean win() {
      if (!winner.compareAndSet(null, this)) {
        return false;
      }
      for (Lane lane : lanes) {
        if (lane != this) {
          lane.lose();
        }
      }
      return held.outputs().stream().allMatch(this::tell);
    }

    private boolean tell(Output output) {
      return !Race.this.run.delivery.live() || send(new Mail(this, output, null, null));
    }

    private boolean send(Mail item) {
      try {
        while (!left) {
          if (mail.offer(item, 100, TimeUnit.MILLISECONDS)) {
            return true;
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return false;
    }

    boolean deliver(Output output) {
      OutputSink open = sink;
      if (open == null) {
        open = Race.this.run.delivery.open(candidate);
        sink = open;
      }
      return open.output(output);
    }
  }
}
