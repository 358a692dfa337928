package dev.patchbay.server.roster;

import dev.patchbay.budget.Budget;
import dev.patchbay.config.ConfigException;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.server.vault.VaultException;
import dev.patchbay.setting.Setting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Makes of what is stored what counts, without what does not fit. One thread. */
final class Reading {
  private final Map<String, Object> base;
  private final Documents documents;
  private final List<String> faults = new ArrayList<>();

  Reading(Map<String, Object> base, Documents documents) {
    this.base = base;
    this.documents = documents;
  }

  /**
   * What counts.
   *
   * @throws ConfigException if not even the configuration below can be used
   */
  RosterView of(List<Setting> settings, List<Budget> budgets) {
    Map<String, Map<String, Object>> opened = opened(settings);
    Map<String, Object> changes = new LinkedHashMap<>();
    for (Map.Entry<String, Map<String, Object>> one : opened.entrySet()) {
      changes = Documents.join(changes, one.getKey(), one.getValue());
    }
    if (!Checks.faults(Layers.over(base, changes)).isEmpty()) {
      changes = fitting(opened);
    }
    Map<String, Object> tree = Layers.over(base, changes);
    Checks.twice(tree, budgets).stream()
        .sorted()
        .forEach(
            id ->
                faults.add(
                    "budgets: "
                        + id
                        + " is configured, and an API key has it itself; the configured one counts"));
    try {
      return new RosterView(base, changes, Checks.read(tree, budgets), faults);
    } catch (ConfigException e) {
      RosterView without = new RosterView(base, changes, Checks.read(tree, List.of()), faults);
      faults.addAll(e.faults());
      return new RosterView(base, changes, without.config(), faults);
    }
  }

  private Map<String, Map<String, Object>> opened(List<Setting> settings) {
    Map<String, Map<String, Object>> opened = new LinkedHashMap<>();
    for (Setting setting : settings) {
      try {
        opened.put(setting.key(), documents.open(setting));
      } catch (VaultException e) {
        faults.add(setting.key() + ": " + e.getMessage());
      } catch (BadJsonException e) {
        faults.add(setting.key() + ": is no document of ours: " + e.getMessage());
      }
    }
    return opened;
  }

  /** One after the other, each that brings no new fault with it. */
  private Map<String, Object> fitting(Map<String, Map<String, Object>> opened) {
    Map<String, Object> changes = new LinkedHashMap<>();
    List<String> known = Checks.faults(Layers.over(base, changes));
    for (Map.Entry<String, Map<String, Object>> one : opened.entrySet()) {
      Map<String, Object> more = Documents.join(changes, one.getKey(), one.getValue());
      List<String> found = Checks.faults(Layers.over(base, more));
      if (new HashSet<>(known).containsAll(found)) {
        changes = more;
        known = found;
      } else {
        found.stream()
            .filter(notIn(known))
            .forEach(fault -> faults.add(one.getKey() + ": " + fault));
      }
    }
    return changes;
  }

  private static Predicate<String> notIn(List<String> known) {
    return fault -> !known.contains(fault);
  }
}
