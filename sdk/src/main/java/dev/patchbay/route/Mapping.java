package dev.patchbay.route;

import java.util.List;

/**
 * An alias or a glob of names, and the targets it stands for; the later ones are fallbacks.
 * Immutable.
 *
 * @param name the name, or a glob with {@code *}
 * @param to at least one target; weights don't count here
 */
public record Mapping(String name, List<RouteRule.Destination> to) {
  public Mapping {
    to = List.copyOf(to);
    if (to.isEmpty()) {
      throw new IllegalArgumentException("The mapping '" + name + "' has no target");
    }
  }
}
