package dev.patchbay;

import dev.patchbay.attempt.Asked;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ResumePolicy;
import dev.patchbay.context.Contexts;
import dev.patchbay.context.Turn;
import dev.patchbay.context.UnknownResponseException;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.failure.StoreException;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.planner.Queries;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Glance;
import dev.patchbay.wire.UntranslatableException;
import dev.patchbay.wire.WireRequest;
import dev.patchbay.wire.compaction.Compactions;
import dev.patchbay.wire.compaction.Form;
import dev.patchbay.wire.oai.ErrorWords;
import org.jspecify.annotations.Nullable;

/**
 * A client's request as it is routed and dispatched. Immutable.
 *
 * @param query what routing sees of it
 * @param asked what attempts see of it
 * @param turn what it belongs to
 * @param failure why nothing can be routed; null if it can
 */
record Incoming(RouteQuery query, Asked.Wired asked, Turn turn, @Nullable Failure failure) {
  /**
   * Reads a request as far as routing must.
   *
   * @param resume what the configuration says of streams that break
   * @param contexts where its history is, if it leaves that to us
   * @param compactions how conversations in short are read and told
   */
  static Incoming of(
      WireRequest request,
      Codec speaks,
      ResumePolicy resume,
      Contexts contexts,
      Compactions compactions) {
    Codec codec = compactions.reading(speaks, tenant(request));
    try {
      Glance glance = codec.glance(request);
      ResumePolicy wanted = request.options().resume();
      boolean joined = (wanted == null ? resume : wanted) == ResumePolicy.CONTINUE;
      String fault = fault(request, glance);
      Asked.Wired asked =
          new Asked.Wired(
              request, codec, glance, glance.stream(), glance.usage(), glance.stream() && joined);
      return fault == null
          ? inTurn(Queries.of(request, glance), asked, glance, contexts, compactions)
          : refused(asked, refusal(fault).build());
    } catch (BadJsonException e) {
      return refused(
          new Asked.Wired(request, codec, null, Boolean.TRUE.equals(request.stream()), true, false),
          refusal("The request cannot be read: " + e.getMessage()).build());
    }
  }

  private static @Nullable String fault(WireRequest request, Glance glance) {
    return request.compaction() && glance.stream()
        ? "stream: a compaction is not streamed; leave it out"
        : RequestCheck.nameFault(glance.model(), request.options());
  }

  private static String tenant(WireRequest request) {
    String tenant = request.options().tenant();
    return tenant == null ? Queries.LOCAL_TENANT : tenant;
  }

  private static Incoming inTurn(
      RouteQuery query,
      Asked.Wired asked,
      Glance glance,
      Contexts contexts,
      Compactions compactions) {
    try {
      if (asked.compaction() != Form.NONE) {
        return compacting(query, asked, glance, contexts.before(asked, glance), compactions);
      }
      if (glance.issuer() != null) {
        // What does not open is refused here, and not by one candidate after the other.
        var unused = asked.request();
      }
      Turn turn = contexts.begin(asked, glance);
      return new Incoming(turn.query(query), asked, turn, null);
    } catch (UnknownResponseException e) {
      return refused(asked, refusal(e.getMessage()).status(404).code(ErrorWords.PREVIOUS).build());
    } catch (UntranslatableException e) {
      return refused(asked, refusal(e.getMessage()).build());
    } catch (StoreException e) {
      return refused(asked, unread(e));
    }
  }

  /** The answer is told with the conversation it is of. */
  private static Incoming compacting(
      RouteQuery query, Asked.Wired asked, Glance glance, Turn turn, Compactions compactions) {
    ChatRequest whole = turn.asked(asked).request();
    String tenant = tenant(asked.wire());
    Codec telling =
        asked.compaction() == Form.ENDPOINT
            ? compactions.telling(asked.client(), whole, tenant)
            : compactions.answering(asked.client(), tenant);
    Asked.Wired told = new Asked.Wired(asked.wire(), telling, glance, asked.streams(), true, false);
    return new Incoming(turn.query(query), told, turn, null);
  }

  private static Incoming refused(Asked.Wired asked, Failure failure) {
    return new Incoming(RouteQuery.of(""), asked, Turn.NONE, failure);
  }

  /** Without what was said before, an answer would be another one. */
  static Failure unread(StoreException e) {
    return Failure.of(
        FailureKind.SERVER_ERROR,
        FailurePhase.PLANNING,
        "What was said before cannot be read: " + e.getMessage());
  }

  private static Failure.Builder refusal(@Nullable String message) {
    String text = String.valueOf(message);
    return Failure.builder(FailureKind.INVALID_REQUEST, FailurePhase.PLANNING, text).status(400);
  }
}
