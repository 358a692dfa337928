package dev.patchbay.server.roster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lays what was changed over what was configured. Maps are joined key by key, all else is replaced;
 * the accounts of a provider, a list in the configuration, are joined by their names. Pure.
 */
final class Layers {
  static final String PROVIDERS = "providers";
  static final String ACCOUNTS = "accounts";

  private static final String ENABLED = "enabled";

  /** A provider's name for people, which the configuration doesn't know. */
  static final String DISPLAY_NAME = "display-name";

  /** Maps that are one value: to leave a header out of a new set has to take it away. */
  private static final Set<String> WHOLE = Set.of("headers");

  private Layers() {}

  /** The configuration that counts. */
  static Map<String, Object> over(Map<String, Object> base, Map<String, Object> changes) {
    Map<String, Object> tree = join(withNames(base), changes);
    Map<String, Object> changed = Trees.map(changes, PROVIDERS);
    if (tree.containsKey(PROVIDERS)) {
      Trees.section(tree, PROVIDERS)
          .replaceAll((id, one) -> finished(one, Trees.map(changed, id).containsKey(ENABLED)));
    }
    return tree;
  }

  /** A configuration in which accounts are maps by their names, as changes have them. */
  static Map<String, Object> withNames(Map<String, Object> base) {
    Map<String, Object> tree = Trees.copy(base);
    for (String id : List.copyOf(Trees.map(tree, PROVIDERS).keySet())) {
      Map<String, Object> provider = Trees.section(Trees.map(tree, PROVIDERS), id);
      if (provider.containsKey(ACCOUNTS)) {
        provider.put(ACCOUNTS, named(provider.get(ACCOUNTS)));
      }
    }
    return tree;
  }

  /** Accounts by name; those without one are named as the router names them. */
  static Map<String, Object> named(Object accounts) {
    Map<String, Object> named = new LinkedHashMap<>();
    int index = 0;
    for (Object one : accounts instanceof Map<?, ?> map ? values(map) : Trees.list(accounts)) {
      Map<String, Object> account = one instanceof Map<?, ?> map ? Trees.copy(map) : Map.of();
      Object name = account.remove("name");
      named.put(
          name == null || String.valueOf(name).isBlank() ? unnamed(index) : "" + name, account);
      index++;
    }
    return named;
  }

  /** A map is one account, as a single value is a list of one, unless all it holds are maps. */
  private static List<Object> values(Map<?, ?> map) {
    if (map.isEmpty() || !map.values().stream().allMatch(Map.class::isInstance)) {
      return map.isEmpty() ? List.of() : List.of(map);
    }
    List<Object> all = new ArrayList<>();
    map.forEach(
        (name, account) -> {
          Map<String, Object> one = Trees.copy((Map<?, ?>) account);
          one.put("name", String.valueOf(name));
          all.add(one);
        });
    return all;
  }

  private static String unnamed(int index) {
    return index == 0 ? "main" : "account-" + (index + 1);
  }

  private static Map<String, Object> join(Map<String, Object> below, Map<String, Object> above) {
    Map<String, Object> joined = Trees.copy(below);
    Trees.copy(above)
        .forEach(
            (key, value) -> {
              boolean both = value instanceof Map && joined.get(key) instanceof Map;
              joined.put(
                  key,
                  both && !WHOLE.contains(key)
                      ? join(Trees.map(joined, key), Trees.map(above, key))
                      : value);
            });
    return joined;
  }

  /**
   * As the configuration's reader wants it. Who switched a provider on while the server ran meant
   * that it may be used: that it has no account yet is no fault.
   */
  private static Object finished(Object one, boolean switched) {
    if (!(one instanceof Map<?, ?> map)) {
      return one;
    }
    Map<String, Object> provider = Trees.copy(map);
    provider.remove(DISPLAY_NAME);
    List<Object> accounts = new ArrayList<>();
    Trees.map(provider, ACCOUNTS)
        .forEach(
            (name, account) -> {
              Map<String, Object> full = new LinkedHashMap<>();
              full.put("name", name);
              full.putAll(account instanceof Map<?, ?> fields ? Trees.copy(fields) : Map.of());
              accounts.add(full);
            });
    provider.remove(ACCOUNTS);
    if (!accounts.isEmpty()) {
      provider.put(ACCOUNTS, accounts);
    } else if (switched && "true".equals(String.valueOf(provider.get(ENABLED)))) {
      provider.remove(ENABLED);
    }
    return provider;
  }
}
