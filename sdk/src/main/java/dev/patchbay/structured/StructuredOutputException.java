package dev.patchbay.structured;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.trace.RouteTrace;
import dev.patchbay.trace.RouterException;
import java.util.List;

/**
 * The model answered, but not with a value of the type that was asked for, even when asked again.
 * Its kind is {@link FailureKind#SERVER_ERROR}; the answers are in {@link #responses}.
 */
public final class StructuredOutputException extends RouterException {
  private static final long serialVersionUID = 1L;

  private final transient List<ChatResponse> responses;

  StructuredOutputException(String message, List<ChatResponse> responses) {
    super(
        Failure.of(FailureKind.SERVER_ERROR, FailurePhase.DURING_OUTPUT, message),
        trace(responses));
    this.responses = List.copyOf(responses);
  }

  private static RouteTrace trace(List<ChatResponse> responses) {
    ChatResponse last = responses.get(responses.size() - 1);
    return last.trace() != null
        ? last.trace()
        : new RouteTrace("", last.model(), List.of(), List.of(), false, List.of(), List.of());
  }

  /** The answers, in order; empty after serialization. */
  public List<ChatResponse> responses() {
    return responses == null ? List.of() : responses;
  }
}
