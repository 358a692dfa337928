package dev.patchbay;

import dev.patchbay.attempt.Asked;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.route.Plan;
import dev.patchbay.trace.RouteTrace;
import dev.patchbay.trace.RouterException;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.TokenCounting;
import dev.patchbay.wire.UntranslatableException;
import dev.patchbay.wire.WireRequest;
import java.util.List;
import java.util.Set;

/** Reads clients' questions how many tokens a request would have. Pure. */
final class Questions {
  /**
   * Why such a request would be refused whenever it came. An account that is at its limit now does
   * not change what a prompt has.
   */
  private static final Set<FailureKind> REFUSED =
      Set.of(FailureKind.INVALID_REQUEST, FailureKind.NO_ROUTE, FailureKind.PERMISSION);

  private Questions() {}

  /**
   * The request that is asked about, with its history.
   *
   * @throws RouterException if it would be refused
   */
  static ChatRequest counted(WireRequest request, Incoming incoming, Plan plan, Codec codec) {
    TokenCounting counting =
        codec
            .counting()
            .orElseThrow(
                () -> new IllegalArgumentException(codec.protocol().id() + " has no way to count"));
    Failure failure = plan.failure();
    if (failure != null && REFUSED.contains(failure.kind())) {
      throw refused(failure, plan);
    }
    try {
      ChatRequest.Builder asked = counting.decodeRequest(request.body()).toBuilder();
      if (request.model() != null) {
        asked.model(request.model());
      }
      ChatRequest own = asked.options(request.options()).build();
      ChatRequest whole = incoming.turn().asked(new Asked.Typed(own)).request();
      RequestCheck.refuseSenseless(whole);
      return whole;
    } catch (BadJsonException | UntranslatableException e) {
      String message = "The request cannot be read: " + e.getMessage();
      throw refused(
          Failure.builder(FailureKind.INVALID_REQUEST, FailurePhase.PLANNING, message)
              .status(400)
              .build(),
          plan);
    }
  }

  private static RouterException refused(Failure failure, Plan plan) {
    return RouterException.of(
        failure,
        new RouteTrace(
            "", plan.query().shownModel(), List.of(), List.of(), false, List.of(), List.of()));
  }
}
