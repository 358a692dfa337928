package dev.patchbay.config;

import dev.patchbay.budget.Budgets;
import dev.patchbay.course.DispatchRules;
import dev.patchbay.route.RouteTables;

/**
 * What a configuration means, with the catalogue under it. Immutable.
 *
 * @param tables what routing reads
 * @param rules what dispatch obeys
 * @param budgets what may be spent
 */
public record Resolved(RouteTables tables, DispatchRules rules, Budgets budgets) {}
