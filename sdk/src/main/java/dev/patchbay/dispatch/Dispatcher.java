package dev.patchbay.dispatch;

import dev.patchbay.attempt.AttemptRunner;
import dev.patchbay.attempt.AttemptSpec;
import dev.patchbay.attempt.EventSink;
import dev.patchbay.attempt.Outcome;
import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.chat.PartialAnswerException;
import dev.patchbay.chat.ResumePolicy;
import dev.patchbay.course.Exhaustion;
import dev.patchbay.course.Limits;
import dev.patchbay.course.Step;
import dev.patchbay.course.Timeouts;
import dev.patchbay.event.RouteEvent;
import dev.patchbay.event.RouteListener;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.failure.Verdict;
import dev.patchbay.route.Candidate;
import dev.patchbay.route.Plan;
import dev.patchbay.stream.RoutedStream;
import dev.patchbay.stream.Workers;
import dev.patchbay.trace.RouteTrace;
import dev.patchbay.trace.RouterException;
import dev.patchbay.transport.CallScope;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Runs plans: the one loop, for buffered and live calls alike. Thread-safe. */
public final class Dispatcher {
  private final AttemptRunner runner;
  private final RouteListener listener;
  private final Clock clock;
  private final RandomGenerator random;
  private final Workers workers;
  private final InPlace inPlace;

  /**
   * A dispatcher over its parts; it owns none of them.
   *
   * @param random must be thread-safe, as {@link java.util.Random} is
   */
  public Dispatcher(
      AttemptRunner runner,
      RouteListener listener,
      Clock clock,
      RandomGenerator random,
      Workers workers) {
    this.runner = runner;
    this.listener = listener;
    this.clock = clock;
    this.random = random;
    this.workers = workers;
    this.inPlace = new InPlace(workers.timer());
  }

  /**
   * Runs a plan to the whole answer, on this thread.
   *
   * @param scope by which another thread can stop it
   * @throws RouterException if no candidate could answer
   */
  public ChatResponse chat(Dispatch dispatch, CallScope scope) {
    return run(dispatch, scope, Delivery.BUFFERED, new Journal(dispatch));
  }

  /**
   * A stream that runs the plan when it is consumed.
   *
   * @param scope by which it is stopped
   * @param onEnd runs once, when the stream has ended or was given up
   * @throws RouterException if the plan has no candidate
   */
  public ChatStream stream(Dispatch dispatch, CallScope scope, Runnable onEnd) {
    Journal journal = new Journal(dispatch);
    refuseEmpty(dispatch.plan(), journal);
    return RoutedStream.of(
        consumer -> run(dispatch, scope, holdBack(dispatch, consumer), journal),
        scope,
        journal::trace,
        onEnd,
        workers);
  }

  private HoldBack holdBack(Dispatch dispatch, Consumer<? super ChatEvent> consumer) {
    return new HoldBack(
        consumer,
        candidate ->
            listener.on(
                new RouteEvent.Committed(
                    clock.instant(),
                    dispatch.requestId(),
                    candidate.account().alias(),
                    candidate.target().model())));
  }

  private void refuseEmpty(Plan plan, Journal journal) {
    if (plan.failure() != null) {
      throw ended(journal, plan.failure(), RouterException.of(plan.failure(), journal.trace()));
    }
  }

  private ChatResponse run(Dispatch dispatch, CallScope scope, Delivery delivery, Journal journal) {
    listener.on(dispatch.planned(clock.instant()));
    refuseEmpty(dispatch.plan(), journal);
    Run run = new Run(dispatch, scope, delivery, journal);
    Future<?> deadline =
        workers
            .timer()
            .schedule(
                () -> scope.cancel(FailureKind.DEADLINE),
                run.deadline().toNanos(),
                TimeUnit.NANOSECONDS);
    try {
      ChatResponse answer = walk(run);
      listener.on(
          new RouteEvent.Ended(clock.instant(), journal.requestId(), journal.trace(), null));
      return answer;
    } finally {
      deadline.cancel(false);
    }
  }

  private ChatResponse walk(Run run) {
    Optional<Candidate> next = run.course.next();
    while (next.isPresent()) {
      Candidate candidate = next.get();
      Tried tried = tried(run, candidate);
      Outcome outcome = tried.outcome();
      if (tried.step() == null && outcome != null) {
        return run.answer(outcome);
      }
      if (tried.step() instanceof Step.Stop stop) {
        throw fail(run, stop.failure());
      }
      next = run.course.next();
      if (outcome != null && next.isPresent()) {
        failedOver(run, outcome.failure(), next.get());
      }
    }
    throw fail(run, Exhaustion.of(run.course.failures(), run.dispatch.plan(), clock.instant()));
  }

  private void failedOver(Run run, Failure failure, Candidate next) {
    listener.on(
        new RouteEvent.FailedOver(
            clock.instant(), run.journal.requestId(), failure, next.account().alias()));
  }

  private Tried tried(Run run, Candidate candidate) {
    try {
      return inPlace.run(tries -> once(run, candidate, tries), run.scope);
    } catch (CancellationException e) {
      FailureKind reason = run.scope.reason();
      if (reason == null) {
        reason = FailureKind.CANCELLED;
        run.scope.cancel(reason);
      }
      return new Tried(null, new Step.Stop(stopped(reason, run)));
    }
  }

  private static Failure stopped(FailureKind reason, Run run) {
    String message =
        reason == FailureKind.DEADLINE
            ? "The deadline of " + run.deadline() + " for the whole call has passed"
            : "The call was cancelled";
    return Failure.of(reason, FailurePhase.PLANNING, message);
  }

  private Tried once(Run run, Candidate candidate, int tries) {
    FailureKind reason = run.scope.reason();
    if (reason != null) {
      return new Tried(null, new Step.Stop(stopped(reason, run)));
    }
    boolean hedged = run.dispatch.rules().hedges() && run.broken == null;
    List<Lap> laps =
        hedged && !run.course.left().isEmpty()
            ? new Race(run, candidate, tries, this::attempt, workers.executor()).run()
            : single(run, candidate, tries);
    if (laps.isEmpty()) {
      return Tried.NOT_NOW;
    }
    return judged(run, laps, tries);
  }

  private List<Lap> single(Run run, Candidate candidate, int tries) {
    EventSink sink = run.delivery.open(candidate);
    return attempt(run, candidate, tries, sink, run.scope)
        .map(outcome -> List.of(new Lap(candidate, outcome)))
        .orElse(List.of());
  }

  /** Several laps are those of a race: if none served, each has had its try. */
  private Tried judged(Run run, List<Lap> laps, int tries) {
    Tried last = Tried.NOT_NOW;
    for (Lap lap : laps) {
      if (lap.outcome().served()) {
        return new Tried(lap.outcome(), null);
      }
      Step step = run.course.after(lap.candidate(), lap.outcome().failure(), tries, random);
      if (step instanceof Step.Stop || run.delivery.shown()) {
        return new Tried(lap.outcome(), afterBreak(run, lap, step));
      }
      last = new Tried(lap.outcome(), laps.size() > 1 ? new Step.Onward() : step);
    }
    return last;
  }

  /**
   * Nothing shown: the step holds. Something shown: go on with it if that was asked for, or end.
   */
  private Step afterBreak(Run run, Lap lap, Step step) {
    Failure failure = lap.outcome().failure();
    if (!run.delivery.shown()) {
      return step;
    }
    boolean again = run.broken != null && lap.outcome().response().text().isEmpty();
    ChatResponse shown = run.delivery.answer(lap.outcome().response());
    run.broken = run.broken == null ? failure : run.broken;
    boolean goesOn =
        run.resume() == ResumePolicy.CONTINUE
            && failure.kind().verdict() != Verdict.STOP
            && (again || Continuation.possible(shown, failure.kind()))
            && !run.course.left().isEmpty();
    if (!goesOn) {
      run.partial = shown;
      return new Step.Stop(run.broken);
    }
    run.partial = shown;
    run.delivery.continueAfter(shown);
    run.journal.note("the answer broke off (" + failure.kind() + ") and was continued");
    return new Step.Onward();
  }

  private Optional<Outcome> attempt(
      Run run, Candidate candidate, int tries, EventSink sink, CallScope scope) {
    Optional<Outcome> outcome = runner.run(spec(run, candidate, tries), sink, scope);
    outcome.ifPresent(ended -> run.journal.ended(candidate, ended));
    return outcome;
  }

  private AttemptSpec spec(Run run, Candidate candidate, int tries) {
    ChatRequest request = run.request(candidate);
    boolean stream =
        run.delivery.live() || run.upstreamStream(candidate).streams(request, candidate.target());
    Timeouts timeouts = run.dispatch.rules().timeouts();
    return new AttemptSpec(
        run.journal.requestId(),
        run.course.begin(),
        tries > 1,
        run.dispatch.plan().query(),
        candidate,
        run.dispatch.providers(),
        request,
        stream,
        Limits.of(
            timeouts,
            candidate,
            run.course.left(),
            request,
            run.dispatch.plan().query().estimatedTokens(),
            stream),
        timeouts.usageWait());
  }

  private RouterException fail(Run run, Failure failure) {
    Failure told = run.broken != null && !isStop(failure) ? run.broken : failure;
    RouteTrace trace = run.journal.trace();
    ChatResponse partial = run.partial;
    RouterException exception =
        partial != null && run.delivery.shown()
            ? new PartialAnswerException(told, trace, partial)
            : RouterException.of(told, trace);
    return ended(run.journal, told, exception);
  }

  private static boolean isStop(Failure failure) {
    return failure.kind().verdict() == Verdict.STOP;
  }

  private RouterException ended(Journal journal, Failure failure, RouterException exception) {
    listener.on(
        new RouteEvent.Ended(clock.instant(), journal.requestId(), journal.trace(), failure));
    return exception;
  }
}
