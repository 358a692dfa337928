package dev.patchbay.dispatch;

import dev.patchbay.attempt.AttemptRunner;
import dev.patchbay.attempt.AttemptSpec;
import dev.patchbay.attempt.Outcome;
import dev.patchbay.attempt.Output;
import dev.patchbay.attempt.OutputSink;
import dev.patchbay.books.Bill;
import dev.patchbay.books.Books;
import dev.patchbay.books.Share;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ResumePolicy;
import dev.patchbay.course.Limits;
import dev.patchbay.course.Step;
import dev.patchbay.course.Timeouts;
import dev.patchbay.delivery.Continuation;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.Verdict;
import dev.patchbay.lease.Lease;
import dev.patchbay.route.Candidate;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.stream.Workers;
import dev.patchbay.transport.CallScope;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Tries a candidate, alone or in a race, and says what follows from how that ended. Stateless. */
final class Tries {
  private final AttemptRunner runner;
  private final RandomGenerator random;
  private final Workers workers;
  private final Books books;

  Tries(AttemptRunner runner, Books books, RandomGenerator random, Workers workers) {
    this.runner = runner;
    this.books = books;
    this.random = random;
    this.workers = workers;
  }

  /** An attempt that has its lease and its number, and is run once, on any thread. */
  @FunctionalInterface
  interface Ready {
    Lap run(OutputSink sink, CallScope scope);
  }

  /**
   * Tries a candidate once; a race tries others too.
   *
   * @param tries how often it was tried in this request, this time included
   */
  Tried once(Run run, Candidate candidate, int tries) {
    boolean hedged =
        run.dispatch.rules().hedges() && run.broken == null && !run.course.left().isEmpty();
    List<Lap> laps =
        hedged
            ? new Race(run, this, workers).run(candidate, tries)
            : ready(run, candidate, tries)
                .map(attempt -> List.of(attempt.run(run.delivery.open(candidate), run.scope)))
                .orElse(List.of());
    return judged(run, laps, tries);
  }

  /** Prepares an attempt on the thread of the request; empty if the account has no place. */
  Optional<Ready> ready(Run run, Candidate candidate, int tries) {
    return runner.lease(candidate, tries > 1).flatMap(lease -> ready(run, lease, candidate, tries));
  }

  private Optional<Ready> ready(Run run, Lease lease, Candidate candidate, int tries) {
    Share share = share(run, candidate);
    if (share instanceof Share.Refused refused) {
      lease.ignored();
      run.overBudget(candidate, refused);
      return Optional.empty();
    }
    Share.Granted granted = (Share.Granted) share;
    try {
      AttemptSpec spec = spec(run, candidate, tries, granted);
      return Optional.of(ready(run, lease, spec, granted.reservation()));
    } catch (RuntimeException e) {
      lease.ignored();
      books.spending().giveBack(granted);
      throw e;
    }
  }

  /** May wait for the store of budgets: before an attempt nothing else does. */
  private Share share(Run run, Candidate candidate) {
    String id = run.journal.requestId() + "/" + (run.course.attempts() + 1);
    RouteQuery query = run.dispatch.plan().query();
    return books
        .spending()
        .reserve(id, query, candidate, run.dispatch.asked(), run.shownTokens(), run.deadline());
  }

  private Ready ready(Run run, Lease lease, AttemptSpec spec, @Nullable String reservation) {
    return (sink, scope) -> {
      Outcome outcome;
      try (Bill bill = books.begin(spec, reservation)) {
        outcome = runner.run(spec, lease, sink, scope);
        run.dispatch.entry().attempted(outcome);
        account(run, bill, spec.candidate(), outcome);
      }
      if (outcome.served() && sink.output(new Output.Settled())) {
        var unused = outcome.last().stream().allMatch(sink::output);
      }
      return new Lap(spec.candidate(), outcome);
    };
  }

  /**
   * All that is to be written down before the caller sees the end of an answer: whatever waits for
   * a store belongs here.
   */
  private static void account(Run run, Bill bill, Candidate candidate, Outcome outcome) {
    run.journal.ended(candidate, outcome);
    bill.close(outcome);
    if (outcome.served()) {
      run.answered(
          candidate,
          run.delivery.answer(outcome.response()),
          outcome.responseId(run.journal.requestId()));
    }
  }

  private static AttemptSpec spec(Run run, Candidate candidate, int tries, Share.Granted share) {
    RouteQuery query = run.dispatch.plan().query();
    boolean stream = run.delivery.live() || run.streams(candidate);
    Timeouts timeouts = run.dispatch.rules().timeouts();
    return new AttemptSpec(
        run.journal.requestId(),
        run.course.begin(),
        tries > 1,
        query,
        candidate,
        run.dispatch.providers(),
        share.within(run.asked(candidate), query.maxOutputTokens() != null),
        run.dispatch.media(),
        stream,
        Limits.of(timeouts, candidate, run.course.left(), query, stream),
        timeouts.usageWait());
  }

  /**
   * What follows from the laps of one try. Several are those of a race, whoever was ahead last: if
   * it has served the others don't matter, and if none has, each has had its try.
   */
  private Tried judged(Run run, List<Lap> laps, int tries) {
    if (laps.isEmpty()) {
      return Tried.NOT_NOW;
    }
    Lap last = laps.get(laps.size() - 1);
    if (last.outcome().served()) {
      return new Tried(last.outcome(), null);
    }
    Tried stopped = null;
    Step step = new Step.Onward();
    for (Lap lap : laps) {
      step = run.course.after(lap.candidate(), lap.outcome().failure(), tries, random);
      if (stopped == null && step instanceof Step.Stop) {
        stopped = new Tried(lap.outcome(), step);
      }
    }
    if (run.delivery.shown()) {
      return new Tried(last.outcome(), afterBreak(run, last));
    }
    Tried onward = new Tried(last.outcome(), laps.size() > 1 ? new Step.Onward() : step);
    return stopped == null ? onward : stopped;
  }

  /** Something was shown and then it broke: go on with it if that was asked for, or end. */
  private static Step afterBreak(Run run, Lap lap) {
    Failure failure = lap.outcome().failure();
    ChatResponse attempt = lap.outcome().response();
    boolean nothingAdded = run.broken != null && attempt.text().isEmpty();
    ChatResponse shown = run.delivery.answer(attempt);
    run.broken = run.broken == null ? failure : run.broken;
    run.partial = shown;
    run.shownBy = lap.candidate();
    boolean goesOn =
        run.resume() == ResumePolicy.CONTINUE
            && failure.kind().verdict() != Verdict.STOP
            && (nothingAdded || Continuation.possible(shown, failure.kind()))
            && !run.course.left().isEmpty();
    if (!goesOn) {
      // A cancel is the caller's own and is told as that; else what broke the answer off.
      return new Step.Stop(failure.kind().verdict() == Verdict.STOP ? failure : run.broken);
    }
    run.delivery.continueAfter(shown);
    run.journal.note("the answer broke off (" + failure.kind() + ") and was continued");
    return new Step.Onward();
  }
}
