package dev.patchbay.provider;

import dev.patchbay.wire.Quirk;
import java.util.List;
import java.util.Set;

/**
 * Quirks told by a model's name, so that a model newer than the catalogue is asked in the way of
 * its line. The first rule that matches counts. Immutable.
 */
final class QuirkRules {
  private final List<Rule> rules;

  QuirkRules(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * A rule.
   *
   * @param at ids of the catalogue rows it holds at; empty for all
   * @param models patterns of names without vendor and date, {@code -} for {@code .}
   * @param quirks what follows
   */
  record Rule(Set<String> at, List<String> models, Set<Quirk> quirks) {
    Rule {
      at = Set.copyOf(at);
      models = List.copyOf(models);
      quirks = Set.copyOf(quirks);
    }

    boolean holds(String row, String name) {
      return (at.isEmpty() || at.contains(row)) && isOf(name);
    }

    /** Asked of every rule for every target of every call. */
    private boolean isOf(String name) {
      for (String pattern : models) {
        if (ModelNames.matches(pattern, name)) {
          return true;
        }
      }
      return false;
    }
  }

  /** The quirks of a model at a catalogue row; empty if no rule knows it. */
  Set<Quirk> of(String row, String model) {
    String name = ModelNames.key(model).replace('.', '-');
    for (Rule rule : rules) {
      if (rule.holds(row, name)) {
        return rule.quirks();
      }
    }
    return Set.of();
  }
}
