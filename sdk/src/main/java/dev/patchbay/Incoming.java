package dev.patchbay;

import dev.patchbay.attempt.Asked;
import dev.patchbay.chat.ResumePolicy;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.planner.Queries;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Glance;
import dev.patchbay.wire.WireRequest;
import org.jspecify.annotations.Nullable;

/**
 * A client's request as it is routed and dispatched. Immutable.
 *
 * @param query what routing sees of it
 * @param asked what attempts see of it
 * @param failure why nothing can be routed; null if it can
 */
record Incoming(RouteQuery query, Asked.Wired asked, @Nullable Failure failure) {
  /**
   * Reads a request as far as routing must.
   *
   * @param resume what the configuration says of streams that break
   */
  static Incoming of(WireRequest request, Codec codec, ResumePolicy resume) {
    try {
      Glance glance = codec.glance(request);
      ResumePolicy wanted = request.options().resume();
      boolean joined = (wanted == null ? resume : wanted) == ResumePolicy.CONTINUE;
      String fault = RequestCheck.modelFault(glance.model());
      return new Incoming(
          fault == null ? Queries.of(request, glance) : RouteQuery.of(""),
          new Asked.Wired(
              request, codec, glance, glance.stream(), glance.usage(), glance.stream() && joined),
          fault == null ? null : refused(fault));
    } catch (BadJsonException e) {
      return new Incoming(
          RouteQuery.of(""),
          new Asked.Wired(request, codec, null, Boolean.TRUE.equals(request.stream()), true, false),
          refused("The request cannot be read: " + e.getMessage()));
    }
  }

  private static Failure refused(String message) {
    return Failure.builder(FailureKind.INVALID_REQUEST, FailurePhase.PLANNING, message)
        .status(400)
        .build();
  }
}
