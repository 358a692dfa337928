package dev.patchbay.config;

import dev.patchbay.course.DispatchRules;
import dev.patchbay.route.RouteTables;

/**
 * What a configuration means, with the catalogue under it. Immutable.
 *
 * @param tables what routing reads
 * @param rules what dispatch obeys
 */
public record Resolved(RouteTables tables, DispatchRules rules) {}
