package dev.patchbay.chat;

import dev.patchbay.json.JsonFields;
import dev.patchbay.trace.RouteTrace;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request. Immutable.
 *
 * @param id the provider's id of the answer; empty if it gave none
 * @param model the model as the provider named it
 * @param created when it was made; null if unsaid
 * @param choices the answers, at least one unless the provider sent none
 * @param usage its tokens; null if the provider did not say
 * @param serviceTier the tier that served it, in the provider's word; null if unsaid
 * @param extras what the protocol said besides, verbatim
 * @param costUsd what the served attempt cost in USD, exact to 10⁻¹² USD; null if unknown
 * @param trace what the router did; null on an answer no router has seen
 */
public record ChatResponse(
    String id,
    String model,
    @Nullable Instant created,
    List<Choice> choices,
    @Nullable Usage usage,
    @Nullable String serviceTier,
    JsonFields extras,
    @Nullable BigDecimal costUsd,
    @Nullable RouteTrace trace) {

  public ChatResponse {
    choices = List.copyOf(choices);
  }

  /** An answer as a codec decodes it: without cost and trace. */
  public ChatResponse(
      String id,
      String model,
      @Nullable Instant created,
      List<Choice> choices,
      @Nullable Usage usage,
      @Nullable String serviceTier,
      JsonFields extras) {
    this(id, model, created, choices, usage, serviceTier, extras, null, null);
  }

  /** The text of the first choice; empty if it has none. */
  public String text() {
    return message().text();
  }

  /** The first choice's message; one without parts if there is no choice. */
  public Message.Assistant message() {
    return choices.isEmpty() ? new Message.Assistant(List.of()) : choices.get(0).message();
  }

  /** The calls of the first choice. */
  public List<Part.ToolCall> toolCalls() {
    return message().toolCalls();
  }

  /** Why the first choice stopped. */
  public StopReason stopReason() {
    return choices.isEmpty() ? StopReason.OTHER : choices.get(0).stopReason();
  }

  /** This answer under another id. */
  public ChatResponse withId(String newId) {
    return new ChatResponse(
        newId, model, created, choices, usage, serviceTier, extras, costUsd, trace);
  }

  /** This answer with other choices. */
  public ChatResponse withChoices(List<Choice> newChoices) {
    return new ChatResponse(
        id, model, created, newChoices, usage, serviceTier, extras, costUsd, trace);
  }

  /** This answer with what the router adds. */
  public ChatResponse withRoute(@Nullable BigDecimal newCostUsd, RouteTrace newTrace) {
    return new ChatResponse(
        id, model, created, choices, usage, serviceTier, extras, newCostUsd, newTrace);
  }
}
