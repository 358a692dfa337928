package dev.patchbay;

import dev.patchbay.budget.Budgets;
import dev.patchbay.config.ConversationConfig;
import dev.patchbay.config.LogConfig;
import dev.patchbay.config.MediaConfig;
import dev.patchbay.config.Resolved;
import dev.patchbay.config.RouterConfig;
import dev.patchbay.course.DispatchRules;
import dev.patchbay.provider.ProviderTable;
import dev.patchbay.route.RouteTables;

/**
 * A configuration and what it means: a request looks at one of them from its plan to its end.
 * Immutable.
 *
 * @param config what the user gave
 * @param tables what routing reads, with what providers listed meanwhile
 * @param rules what dispatch obeys
 * @param budgets what may be spent
 */
record Active(RouterConfig config, RouteTables tables, DispatchRules rules, Budgets budgets) {
  static Active of(RouterConfig config, Resolved resolved) {
    return new Active(config, resolved.tables(), resolved.rules(), resolved.budgets());
  }

  ConversationConfig conversation() {
    return config.conversation();
  }

  LogConfig log() {
    return config.log();
  }

  MediaConfig media() {
    return config.media();
  }

  /** The same with more known of its providers. */
  Active knowing(ProviderTable providers) {
    return new Active(config, tables.withProviders(providers), rules, budgets);
  }
}
