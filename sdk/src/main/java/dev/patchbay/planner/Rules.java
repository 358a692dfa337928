package dev.patchbay.planner;

import dev.patchbay.provider.ModelNames;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.route.RouteRule;
import org.jspecify.annotations.Nullable;

/** Whether a user's rule applies to a request: everything it states must hold. */
final class Rules {
  private Rules() {}

  static boolean matches(RouteRule rule, RouteQuery query, String model) {
    return (rule.model() == null || ModelNames.matches(rule.model(), model))
        && (rule.tag() == null || query.tags().contains(rule.tag()))
        && isOrAny(rule.caller(), query.caller())
        && isOrAny(rule.tenant(), query.tenant())
        && (rule.protocol() == null || rule.protocol() == query.clientProtocol())
        && query.needs().containsAll(rule.needs())
        && query.estimatedTokens() >= rule.minTokens()
        && query.estimatedTokens() <= rule.maxTokens();
  }

  private static boolean isOrAny(@Nullable String wanted, @Nullable String found) {
    return wanted == null || wanted.equals(found);
  }
}
