package dev.patchbay.attempt;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.cost.Consumption;
import dev.patchbay.failure.Failure;
import dev.patchbay.trace.AttemptRecord;
import dev.patchbay.wire.Loss;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one attempt ended. Immutable but for the body, which nobody changes.
 *
 * @param record what the trace keeps of it; its failure is null if it served
 * @param consumed what it consumed; null if it failed before anything came, unless it was left
 *     then: that is not billed
 * @param response the whole answer if it served, else what came of it
 * @param losses what translation could not carry over
 * @param last what was held back until the attempt was accounted: the finish and all after it
 * @param headers those of the upstream's that may go to the client, names in lower case
 * @param body the whole answer as it came, if it came whole and in the client's own protocol
 */
public record Outcome(
    AttemptRecord record,
    @Nullable Consumption consumed,
    ChatResponse response,
    List<Loss> losses,
    List<Output> last,
    Map<String, String> headers,
    byte @Nullable [] body) {
  public Outcome {
    losses = List.copyOf(losses);
    last = List.copyOf(last);
    headers = Map.copyOf(headers);
  }

  /** True if it served the answer. */
  public boolean served() {
    return record.failure() == null;
  }

  /**
   * The id under which a client of OpenAI's Responses sees the answer: the upstream's own where its
   * bytes pass, else one of ours, for other protocols' ids are not always unique.
   */
  public String responseId(String requestId) {
    boolean passed = body != null || last.stream().anyMatch(Output.Frame.class::isInstance);
    return passed ? response.id() : responseIdOf(requestId);
  }

  /** The id of an answer that was encoded for a client of OpenAI's Responses. */
  public static String responseIdOf(String requestId) {
    return "resp_" + requestId.substring(requestId.indexOf('_') + 1);
  }

  /** Why it failed; only if it did. */
  public Failure failure() {
    Failure failure = record.failure();
    if (failure == null) {
      throw new IllegalStateException("The attempt served: it has no failure");
    }
    return failure;
  }
}
