package dev.patchbay.route;

import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Protocol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user's rule: requests that match go to these targets and nowhere else. The first rule that
 * matches counts. Immutable.
 *
 * @param model glob of the model as typed; null for any
 * @param tag a tag the request must have; null for any
 * @param caller the caller; null for any
 * @param tenant the tenant; null for any
 * @param protocol what the client speaks; null for any
 * @param needs what the request must need, all of them
 * @param minTokens least estimated tokens of the prompt; 0 for any
 * @param maxTokens most; {@link Long#MAX_VALUE} for any
 * @param to where they go, drawn by weight without replacement
 */
public record RouteRule(
    @Nullable String model,
    @Nullable String tag,
    @Nullable String caller,
    @Nullable String tenant,
    @Nullable Protocol protocol,
    List<Capability> needs,
    long minTokens,
    long maxTokens,
    List<Destination> to) {

  /** A {@code provider:model} and its weight. */
  public record Destination(String provider, String model, int weight) {
    public Destination {
      if (weight < 0) {
        throw new IllegalArgumentException("weight must be at least 0: " + weight);
      }
    }
  }

  public RouteRule {
    needs = List.copyOf(needs);
    to = List.copyOf(to);
  }
}
