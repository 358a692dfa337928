package dev.patchbay.dispatch;

import dev.patchbay.attempt.Asked;
import dev.patchbay.attempt.Outcome;
import dev.patchbay.books.Share;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ResumePolicy;
import dev.patchbay.context.Answered;
import dev.patchbay.conversation.Author;
import dev.patchbay.course.Course;
import dev.patchbay.course.UpstreamStream;
import dev.patchbay.delivery.Continuation;
import dev.patchbay.delivery.Delivery;
import dev.patchbay.delivery.Progress;
import dev.patchbay.failure.Failure;
import dev.patchbay.route.Candidate;
import dev.patchbay.route.DropReason;
import dev.patchbay.route.Dropped;
import dev.patchbay.route.Target;
import dev.patchbay.trace.RouteTrace;
import dev.patchbay.transport.CallScope;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.compaction.Compactions;
import dev.patchbay.wire.compaction.Form;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request on its way: what stays the same, and the little that changes. One thread. */
final class Run implements Progress {
  final Dispatch dispatch;
  final CallScope scope;
  final Journal journal;
  final Course course;

  /** Where its events go; nowhere before somebody consumes them. */
  Delivery delivery = Delivery.BUFFERED;

  /** Why the answer broke off after output was shown; null while it has not. */
  @Nullable Failure broken;

  /** What was shown when it broke off; null while it has not. */
  @Nullable ChatResponse partial;

  /** Who gave the last of it; null while it has not. */
  @Nullable Candidate shownBy;

  /** Why candidates were passed over for a budget, in order. */
  private final List<Failure> refused = new ArrayList<>();

  Run(Dispatch dispatch, CallScope scope) {
    this.dispatch = dispatch;
    this.scope = scope;
    this.journal = new Journal(dispatch);
    this.course = new Course(dispatch.plan(), dispatch.rules(), dispatch.providers());
  }

  /** A summary that broke off is asked for anew. */
  ResumePolicy resume() {
    if (dispatch.asked().compaction() != Form.NONE) {
      return ResumePolicy.FAIL;
    }
    ResumePolicy asked = dispatch.asked().options().resume();
    return asked == null ? dispatch.rules().resume() : asked;
  }

  Duration deadline() {
    Duration asked = dispatch.asked().options().deadline();
    return asked == null ? dispatch.rules().timeouts().total() : asked;
  }

  /**
   * A budget does not allow an attempt at a candidate: it counts as if the plan had left it out.
   */
  void overBudget(Candidate candidate, Share.Refused share) {
    refused.add(share.failure());
    journal.dropped(
        new Dropped(
            candidate.target().provider().id(),
            candidate.account().alias(),
            candidate.target().model(),
            DropReason.BUDGET,
            share.failure().message(),
            share.until(),
            null));
  }

  /** Why nobody has answered: failures of attempts first. */
  List<Failure> failures() {
    List<Failure> all = new ArrayList<>(course.failures());
    all.addAll(refused);
    return all;
  }

  /** Tokens a continuation's prompt has beyond the request's, at most: those already shown. */
  long shownTokens() {
    return partial == null ? 0 : partial.text().length();
  }

  /** What this candidate is asked: the request, or its continuation after a break. */
  Asked asked(Candidate candidate) {
    Asked asked = dispatch.turn().asked(dispatch.asked(), candidate);
    Asked original = course.thinkingRefused() ? new Asked.WithoutThinking(asked) : asked;
    return broken == null || partial == null
        ? original
        : new Asked.Typed(
            Continuation.request(
                original.request(), partial, candidate.target(), dispatch.providers()));
  }

  /** The answer is written down for later turns, before the caller sees its end. */
  void answered(Candidate candidate, ChatResponse answer, String responseId) {
    shownBy = null;
    keep(new Answered(answer, author(candidate), false, responseId, journal.requestId()));
  }

  /** What was shown of an answer that was never finished is written down as that. */
  void abandoned() {
    if (partial != null && shownBy != null && delivery.shown()) {
      keep(new Answered(partial, author(shownBy), true, "", journal.requestId()));
    }
  }

  private void keep(Answered answer) {
    dispatch.turn().answered(answer).forEach(journal::note);
  }

  private static Author author(Candidate candidate) {
    Target target = candidate.target();
    return new Author(target.provider().id(), target.model(), candidate.account().alias());
  }

  @Override
  public int attempts() {
    return course.attempts();
  }

  @Override
  public RouteTrace trace() {
    return journal.trace();
  }

  @Override
  public void lost(List<Loss> losses) {
    journal.lost(losses);
  }

  /** True if a candidate is to be asked for a stream, though the caller wants a whole answer. */
  boolean streams(Candidate candidate) {
    Target target = candidate.target();
    boolean whole =
        dispatch.asked().compaction() == Form.ENDPOINT
            && Compactions.hasEndpoint(
                target.protocol(), dispatch.providers().quirks(target.provider(), target.card()));
    return !whole
        && UpstreamStream.of(target.provider().upstreamStream())
            .orElse(dispatch.rules().upstreamStream())
            .streams(dispatch.plan().query(), target);
  }

  /** The answer as the caller gets it: what was shown in all, its cost and its trace. */
  ChatResponse answer(Outcome served) {
    BigDecimal cost = served.record().costUsd();
    return delivery.answer(served.response()).withRoute(cost, journal.trace());
  }
}
