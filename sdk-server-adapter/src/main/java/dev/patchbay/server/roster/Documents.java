package dev.patchbay.server.roster;

import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.RawJson;
import dev.patchbay.server.vault.Vault;
import dev.patchbay.server.vault.VaultException;
import dev.patchbay.setting.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Changes as they are stored: one document for each provider, one for all the rest; credentials are
 * sealed for the place they stand at. Immutable.
 */
final class Documents {
  /** What the names of our settings begin with. */
  static final String PREFIX = "roster/";

  private static final String PROVIDER = PREFIX + "providers/";
  private static final String REST = PREFIX + "settings";

  /** Their values are credentials, or may hold one. */
  private static final Set<String> SEALED = Set.of("api-key", "proxy", "upstream-proxy");

  private static final String HEADERS = "headers";

  /** Sealed if it has a login or a query, as some providers want their keys. */
  private static final String ADDRESS = "base-url";

  private final Vault vault;

  Documents(Vault vault) {
    this.vault = vault;
  }

  /** The setting of a provider. */
  static String keyOf(String provider) {
    return PROVIDER + provider;
  }

  /** What each document says, credentials in the clear, by the name of its setting. */
  static Map<String, Map<String, Object>> split(Map<String, Object> changes) {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    Map<String, Object> rest = Trees.copy(changes);
    Map<String, Object> providers = Trees.map(rest, Layers.PROVIDERS);
    providers.keySet().forEach(id -> all.put(keyOf(id), Trees.map(providers, id)));
    rest.remove(Layers.PROVIDERS);
    all.put(REST, rest);
    all.values().removeIf(Map::isEmpty);
    return all;
  }

  /** Adds what a document says to the changes. */
  static Map<String, Object> join(
      Map<String, Object> changes, String key, Map<String, Object> document) {
    Map<String, Object> joined = Trees.copy(changes);
    if (key.startsWith(PROVIDER)) {
      Trees.section(joined, Layers.PROVIDERS).put(key.substring(PROVIDER.length()), document);
    } else {
      joined.putAll(document);
    }
    return joined;
  }

  /** A document to be stored. */
  RawJson seal(String key, Map<String, Object> document) {
    return Trees.write(turned(key, document, Documents::maySayMore, vault::seal));
  }

  /**
   * A stored document.
   *
   * @throws VaultException if a credential doesn't open
   * @throws BadJsonException if it is no object
   */
  Map<String, Object> open(Setting setting) {
    return turned(setting.key(), Trees.read(setting.value()), Vault::isSealed, vault::open);
  }

  /** Whether a stored document has a credential that was sealed with a key from before. */
  boolean isOld(Setting setting) {
    boolean[] found = {false};
    turned(
        setting.key(),
        Trees.read(setting.value()),
        Vault::isSealed,
        (text, place) -> {
          found[0] |= vault.isOld(text);
          return text;
        });
    return found[0];
  }

  private static boolean maySayMore(String address) {
    return address.indexOf('?') >= 0 || address.indexOf('@') >= 0;
  }

  /** Those of the settings that are ours. */
  static List<Setting> ours(List<Setting> settings) {
    return settings.stream().filter(one -> one.key().startsWith(PREFIX)).toList();
  }

  private static Map<String, Object> turned(
      String at,
      Map<String, Object> tree,
      Predicate<String> address,
      BiFunction<String, String, String> turn) {
    Map<String, Object> turned = new LinkedHashMap<>();
    tree.forEach(
        (key, value) -> {
          String place = at + "." + key;
          if (value instanceof Map<?, ?>) {
            Map<String, Object> below = Trees.map(tree, key);
            turned.put(
                key,
                key.equals(HEADERS)
                    ? all(place, below, turn)
                    : turned(place, below, address, turn));
          } else {
            boolean turns =
                SEALED.contains(key)
                    || (key.equals(ADDRESS) && address.test(String.valueOf(value)));
            turned.put(key, turns ? turn.apply(String.valueOf(value), place) : value);
          }
        });
    return turned;
  }

  private static Map<String, Object> all(
      String at, Map<String, Object> headers, BiFunction<String, String, String> turn) {
    Map<String, Object> turned = new LinkedHashMap<>();
    headers.forEach(
        (name, value) -> turned.put(name, turn.apply(String.valueOf(value), at + "." + name)));
    return turned;
  }
}
