package dev.patchbay.dispatch;

import dev.patchbay.attempt.Asked;
import dev.patchbay.attempt.AttemptRunner;
import dev.patchbay.attempt.Outcome;
import dev.patchbay.books.Books;
import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.chat.PartialAnswerException;
import dev.patchbay.course.Exhaustion;
import dev.patchbay.course.Step;
import dev.patchbay.delivery.Delivery;
import dev.patchbay.delivery.HoldBack;
import dev.patchbay.delivery.Reader;
import dev.patchbay.delivery.WholeAnswer;
import dev.patchbay.delivery.WireAnswer;
import dev.patchbay.event.Measures;
import dev.patchbay.event.RouteEvent;
import dev.patchbay.event.RouteListener;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.failure.Verdict;
import dev.patchbay.route.Candidate;
import dev.patchbay.stream.RoutedReply;
import dev.patchbay.stream.RoutedStream;
import dev.patchbay.stream.StreamRun;
import dev.patchbay.stream.Workers;
import dev.patchbay.trace.RouteTrace;
import dev.patchbay.trace.RouterException;
import dev.patchbay.transport.CallScope;
import dev.patchbay.wire.WireReply;
import dev.patchbay.wire.WireSink;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Runs plans: the one loop, for buffered and live calls alike. Thread-safe. */
public final class Dispatcher {
  private final RouteListener listener;
  private final Clock clock;
  private final Workers workers;
  private final InPlace inPlace;
  private final Tries tries;

  /**
   * A dispatcher over its parts; it owns none of them.
   *
   * @param random must be thread-safe, as {@link java.util.Random} is
   */
  public Dispatcher(
      AttemptRunner runner,
      Books books,
      RouteListener listener,
      Clock clock,
      RandomGenerator random,
      Workers workers) {
    this.listener = listener;
    this.clock = clock;
    this.workers = workers;
    this.inPlace = new InPlace(workers.timer());
    this.tries = new Tries(runner, books, random, workers);
  }

  /**
   * Runs a plan to the whole answer, on this thread.
   *
   * @param scope by which another thread can stop it
   * @throws RouterException if no candidate could answer
   */
  public ChatResponse chat(Dispatch dispatch, CallScope scope) {
    Run run = begin(dispatch, scope);
    return run(run, Delivery.BUFFERED, workers.deadline(scope, run.deadline()));
  }

  /**
   * A stream that runs the plan when it is consumed. Its deadline counts from now.
   *
   * @param scope by which it is stopped
   * @param around what the consumption is wrapped in
   * @throws RouterException if the plan has no candidate or the scope is stopped already
   */
  public ChatStream stream(
      Dispatch dispatch,
      CallScope scope,
      UnaryOperator<StreamRun.Body<Consumer<? super ChatEvent>>> around) {
    Run run = begin(dispatch, scope);
    Failure refused = refused(run);
    if (refused != null) {
      tellEnd(run, refused, null);
      throw RouterException.of(refused, run.journal.trace());
    }
    Runnable inTime = workers.deadline(scope, run.deadline());
    StreamRun.Body<Consumer<? super ChatEvent>> body =
        consumer -> run(run, holdBack(dispatch, Reader.of(consumer)), inTime);
    return RoutedStream.of(around.apply(body), scope, run.journal::trace, workers);
  }

  /**
   * An answer to a client in its own protocol, for which the plan is run when it is written. Its
   * deadline counts from now. Whatever goes wrong is told to the client.
   *
   * @param asked what the client asks; that of the dispatch
   * @param scope by which it is stopped
   * @param around what the writing is wrapped in
   */
  public WireReply exchange(
      Dispatch dispatch,
      Asked.Wired asked,
      CallScope scope,
      UnaryOperator<StreamRun.Body<WireSink>> around) {
    Run run = begin(dispatch, scope);
    Runnable inTime = workers.deadline(scope, run.deadline());
    WireAnswer answer = new WireAnswer(run, asked);
    StreamRun.Body<WireSink> body =
        sink -> {
          answer.to(dispatch.entry().copying(sink));
          return run(
              run, asked.streams() ? holdBack(dispatch, answer) : new WholeAnswer(answer), inTime);
        };
    RoutedReply.Failing failing =
        (failure, sink) -> {
          answer.to(dispatch.entry().copying(sink));
          answer.fail(failure);
          dispatch.entry().told();
        };
    return RoutedReply.of(
        around.apply(body), failing, asked.streams(), scope, run.journal::trace, workers);
  }

  private Run begin(Dispatch dispatch, CallScope scope) {
    listener.on(dispatch.planned(clock.instant()));
    return new Run(dispatch, scope);
  }

  private HoldBack holdBack(Dispatch dispatch, Reader reader) {
    return new HoldBack(
        reader,
        candidate ->
            listener.on(
                new RouteEvent.Committed(
                    clock.instant(),
                    dispatch.requestId(),
                    candidate.account().alias(),
                    candidate.target().model())));
  }

  /** Why there is nothing to be tried; null if there is. */
  private static @Nullable Failure refused(Run run) {
    FailureKind reason = run.scope.reason();
    return reason == null ? run.dispatch.plan().failure() : stopped(reason, run);
  }

  /** Runs a request to its end, which is told to the listener, however it comes. */
  private ChatResponse run(Run run, Delivery delivery, Runnable inTime) {
    run.delivery = delivery;
    run.dispatch.entry().running();
    try {
      Failure refused = refused(run);
      if (refused != null) {
        throw fail(run, refused);
      }
      ChatResponse answer = walk(run);
      if (delivery.fault() != null) {
        // A raced attempt may be whole before its first event is read.
        throw fail(run, stopped(run));
      }
      tellEnd(run, null, answer);
      return answer;
    } catch (RuntimeException | Error e) {
      run.abandoned();
      Throwable fault = delivery.fault();
      Throwable cause = fault == null ? e : fault;
      tellEnd(
          run, cause instanceof RouterException known ? known.failure() : by(cause), run.partial);
      if (fault instanceof RuntimeException thrown) {
        throw thrown;
      }
      if (fault instanceof Error thrown) {
        throw thrown;
      }
      throw e;
    } finally {
      inTime.run();
    }
  }

  private ChatResponse walk(Run run) {
    Optional<Candidate> next = run.course.next();
    while (next.isPresent()) {
      Tried tried = tried(run, next.get());
      Outcome outcome = tried.outcome();
      if (tried.step() == null && outcome != null) {
        run.delivery.end(outcome);
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
    throw fail(run, Exhaustion.of(run.failures(), run.dispatch.plan(), clock.instant()));
  }

  private void failedOver(Run run, Failure failure, Candidate next) {
    listener.on(
        new RouteEvent.FailedOver(
            clock.instant(), run.journal.requestId(), failure, next.account().alias()));
  }

  private Tried tried(Run run, Candidate candidate) {
    try {
      return inPlace.run(count -> once(run, candidate, count), run.scope);
    } catch (CancellationException e) {
      run.scope.cancel(FailureKind.CANCELLED);
      return new Tried(null, new Step.Stop(stopped(run)));
    }
  }

  private Tried once(Run run, Candidate candidate, int count) {
    return run.scope.reason() == null
        ? tries.once(run, candidate, count)
        : new Tried(null, new Step.Stop(stopped(run)));
  }

  private static Failure stopped(Run run) {
    FailureKind reason = run.scope.reason();
    return stopped(reason == null ? FailureKind.CANCELLED : reason, run);
  }

  private static Failure stopped(FailureKind reason, Run run) {
    String message =
        switch (reason) {
          case DEADLINE -> "The deadline of " + run.deadline() + " for the whole call has passed";
          case CLOSED -> "The router has been closed";
          default -> "The call was cancelled";
        };
    return Failure.of(reason, FailurePhase.PLANNING, message);
  }

  private static RouterException fail(Run run, Failure failure) {
    boolean ours = failure.kind().verdict() == Verdict.STOP;
    Failure told = run.broken != null && !ours ? run.broken : failure;
    ChatResponse partial = run.partial;
    return partial != null && run.delivery.shown()
        ? new PartialAnswerException(told, run.journal.trace(), partial)
        : RouterException.of(told, run.journal.trace());
  }

  /** The consumer's doing, or a slip of ours: for the listener, who gets no exceptions. */
  private static Failure by(Throwable thrown) {
    String message =
        thrown instanceof UncheckedIOException
            ? "The caller left while the answer was written"
            : "The call was ended by a " + thrown.getClass().getName();
    return Failure.of(FailureKind.CANCELLED, FailurePhase.DURING_OUTPUT, message);
  }

  private void tellEnd(Run run, @Nullable Failure failure, @Nullable ChatResponse answer) {
    RouteTrace trace = run.journal.trace();
    Measures measures = run.dispatch.entry().ended(trace, failure, answer);
    listener.on(
        new RouteEvent.Ended(clock.instant(), run.journal.requestId(), trace, failure, measures));
  }
}
